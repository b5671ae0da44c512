export default definePageConfig({ navigationBarTitleText: "单位缴费明细" });
