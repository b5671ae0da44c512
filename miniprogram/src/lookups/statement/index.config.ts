export default definePageConfig({ navigationBarTitleText: "单位月度账单" });
