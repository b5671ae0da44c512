export default definePageConfig({ navigationBarTitleText: "查参保" });
