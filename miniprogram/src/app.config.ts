export default defineAppConfig({
  pages: ["pages/home/index", "pages/find/index", "pages/me/index"],
  subPackages: [
    { root: "apply", pages: ["guide/index", "form/index", "done/index"] },
    { root: "cases", pages: ["list/index", "detail/index"] },
    { root: "lookups", pages: ["enrolments/index", "payments/index", "statement/index"] },
    { root: "live", pages: ["index"] },
    {
      root: "me",
      pages: ["bind/index", "notices/index", "help/index", "mandates/index", "employer/index", "access/index"],
    },
    { root: "tools", pages: ["list/index", "run/index"] },
  ],
  window: {
    backgroundTextStyle: "dark",
    backgroundColor: "#f7f4ee",
    navigationBarBackgroundColor: "#0b4f57",
    navigationBarTitleText: "武汉社保",
    navigationBarTextStyle: "white",
  },
  tabBar: {
    color: "#586166",
    selectedColor: "#0b4f57",
    backgroundColor: "#ffffff",
    borderStyle: "white",
    list: [
      {
        pagePath: "pages/home/index",
        text: "首页",
        iconPath: "assets/home.png",
        selectedIconPath: "assets/home-on.png",
      },
      {
        pagePath: "pages/find/index",
        text: "找事项",
        iconPath: "assets/find.png",
        selectedIconPath: "assets/find-on.png",
      },
      { pagePath: "pages/me/index", text: "我的", iconPath: "assets/me.png", selectedIconPath: "assets/me-on.png" },
    ],
  },
  lazyCodeLoading: "requiredComponents",
});
