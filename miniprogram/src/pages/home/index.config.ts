export default definePageConfig({ navigationBarTitleText: "武汉社保" });
