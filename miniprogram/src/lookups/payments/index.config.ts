export default definePageConfig({ navigationBarTitleText: "查缴费" });
