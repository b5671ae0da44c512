// `npm run people`: the invented people of the demo, so that whoever tries it knows whom to be.
import { personas } from "../server/src/people/index.ts";

const wide = (text: string, columns: number) =>
  text + " ".repeat(Math.max(1, columns - [...text].reduce((sum, one) => sum + (one > "\u00ff" ? 2 : 1), 0)));

console.log("虚构的办事人（身份证号属于不存在的地区 99，手机号不属于任何人）：\n");
for (const { name, idNumber, mobile, situation } of personas)
  console.log(`  ${wide(name, 14)}${idNumber}  ${mobile ?? "           "}  ${situation}`);
console.log("\n绑定时先在工作台「密码条」里用身份证号查到人，打印密码条，再在手机上填。");
