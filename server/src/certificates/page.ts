import { Day, PersonName } from "@wsi/shared/values";
import type { Verdict } from "./issue.ts";
import { wordsOf } from "./words.ts";

const escape = (text: string): string => text.replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`);

const style = `
  body { margin: 0; background: #f7f4ee; color: #1d2528; font: 17px/1.6 "PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", sans-serif; }
  header { background: #0b4f57; color: #fff; padding: 14px 16px; font-size: 19px; font-weight: 600; }
  main { max-width: 640px; margin: 0 auto; padding: 16px; }
  .card { background: #fff; border-radius: 12px; padding: 16px; margin-bottom: 14px; }
  h1 { font-size: 22px; margin: 0 0 6px; }
  .good { border-left: 6px solid #1d7a46; } .bad { border-left: 6px solid #b3261e; } .old { border-left: 6px solid #8a4b00; }
  dl { margin: 0; } dt { color: #586166; margin-top: 8px; } dd { margin: 0; overflow-wrap: anywhere; }
  ul { list-style: none; margin: 0; padding: 0; } li { padding: 10px 0; border-top: 1px solid #e5e0d6; }
  li:first-child { border-top: 0; } .flag { color: #8a4b00; font-weight: 600; }
  label { display: block; margin: 10px 0 4px; } a { color: #0b4f57; }
  input { box-sizing: border-box; width: 100%; min-height: 48px; font: inherit; padding: 8px 12px; border: 1px solid #8a959a; border-radius: 8px; }
  button { width: 100%; min-height: 48px; margin-top: 16px; border: 0; border-radius: 8px; background: #0b4f57; color: #fff; font: inherit; font-weight: 600; }
  .quiet { color: #586166; font-size: 15px; }`;

const sheet = (body: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>核对参保缴费证明</title><style>${style}</style></head>
<body><header>核对参保缴费证明</header><main>${body}
<p class="quiet">武汉市社会保险服务。有疑问请打 12333。这里只显示证明上写的内容，姓名只显示一部分，请和纸上的对照。</p></main></body></html>`;

const form = `<form class="card" method="get" action="/verify">
<label for="number">证明编号（ZM 开头）</label><input id="number" name="number" maxlength="20" autocomplete="off" required>
<label for="code">校验码（12 位）</label><input id="code" name="code" maxlength="14" autocomplete="off" required>
<button type="submit">核对</button></form>`;

const again = `<p><a href="/verify">核对另一份</a></p>`;

/** The public page: a form, or what became of the check. Stands alone: no script, nothing fetched. */
export function verifyPage(verdict?: Verdict): string {
  if (!verdict)
    return sheet(
      `<div class="card"><h1>这份证明是真的吗？</h1>扫纸上的二维码，或填编号和校验码，都在证明最下面。</div>${form}`,
    );
  if (verdict.outcome === "unknown")
    return sheet(
      `<div class="card bad" id="verdict"><h1>没有查到这份证明</h1>编号和校验码对不上。请对照纸上再输一遍；还是不对，这份证明可能是假的，请打 12333。</div>${form}`,
    );
  if (verdict.outcome === "erased")
    return sheet(
      `<div class="card old" id="verdict"><h1>这份证明的内容已按规定期限清除</h1>${escape(verdict.number)} 是我们开的，开具日期 ${Day.print(verdict.issuedOn)}，有效期到 ${Day.print(verdict.validUntil)}，早已过期。上面写了什么，已经不再保存，不能核对。请持证人重新开一份，免费、马上出。</div>${again}`,
    );
  const { certificate, outcome } = verdict;
  const words = wordsOf(certificate);
  const head =
    outcome === "true"
      ? `<div class="card good" id="verdict"><h1>是真的，在有效期内</h1>内容和开具时一致，没有改动过。</div>`
      : `<div class="card old" id="verdict"><h1>是真的，但过了有效期</h1>请持证人重新开一份，免费、马上出。</div>`;
  const facts = [["姓名", PersonName.mask(certificate.paper.name)], ...words.facts, ["校验值（SHA-256）", words.hash]]
    .map(([label = "", text = ""]) => `<dt>${escape(label)}</dt><dd>${escape(text)}</dd>`)
    .join("");
  const rows = words.rows
    .map(
      (one) =>
        `<li><div>${escape(one.spell)}，${escape(one.months)}</div><div class="quiet">${escape(one.through)}　${escape(one.schemes)}</div><div${one.flagged ? ' class="flag"' : ""}>${escape(one.state)}</div></li>`,
    )
    .join("");
  return sheet(
    `${head}<div class="card"><dl>${facts}</dl></div><div class="card"><ul>${rows}</ul></div><p class="quiet">${escape(words.note)}</p>${again}`,
  );
}
