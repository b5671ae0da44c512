export default definePageConfig({ navigationBarTitleText: "查欠费" });
