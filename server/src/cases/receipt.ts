import { actionName, beijingDay, beijingMoment, erasedTitle, erasedWords, stateName } from "@wsi/shared/case";
import type { ErasedCase } from "@wsi/shared/contract";
import { materialsFor, printAnswers } from "@wsi/shared/item";
import { IdNumber, PersonName } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import { openPaper } from "../paper-pdf.ts";
import { correctionsOf } from "./corrections/view.ts";
import { behalfOf, eventWords, namesFor } from "./behalf.ts";
import { handlerOf } from "./handlers/index.ts";
import type { PrintedPart } from "./handlers/handler.ts";
import { eventsOf, type Case } from "./load.ts";
import type { CaseParts } from "./parts.ts";
import { erasedOf } from "./present.ts";
import { identityOf } from "./subject.ts";

/** The receipt 回执 of a case as PDF: what was asked, what became of it, when and by whom. For the person's own records. */
export async function receiptPdf(parts: CaseParts, tx: Tx, kase: Case, now: Date): Promise<Buffer> {
  const erased = erasedOf(kase);
  const person = erased ? undefined : await identityOf(parts, tx, kase);
  const events = await eventsOf(tx, kase.id);
  const names = await namesFor(parts, tx, [kase], events);
  const behalf = behalfOf(kase, names, "staff");
  const { page, done } = openPaper(`${kase.definition.name} 回执`);

  page.font("bold").fontSize(20).fillColor("#10424a").text("社会保险业务办理回执", { align: "center" });
  page
    .moveDown(0.4)
    .font("regular")
    .fontSize(11)
    .fillColor("#555")
    .text(`办件编号 ${kase.number ?? "（未提交）"}`, { align: "center" });
  page.moveDown(1.4);

  const row = (label: string, text: string) => {
    page.font("regular").fontSize(11);
    const height = Math.max(page.heightOfString(label, { width: 130 }), page.heightOfString(text, { width: 331 }));
    // A row that would be torn apart begins the next page.
    if (page.y + height > page.page.height - page.page.margins.bottom) page.addPage();
    const top = page.y;
    page.font("regular").fontSize(11).fillColor("#666").text(label, 64, top, { width: 130 });
    const afterLabel = page.y;
    page.fillColor("#111").text(text, 200, top, { width: 331 });
    page.y = Math.max(page.y, afterLabel) + 5;
    page.x = 64;
  };
  /** A heading is not left alone at the foot of a page. */
  const headingRoom = 70;
  const heading = (text: string) => {
    if (page.y + headingRoom > page.page.height - page.page.margins.bottom) page.addPage();
    page.moveDown(0.6).font("bold").fontSize(13).fillColor("#10424a").text(text, 64);
    page
      .moveTo(64, page.y + 3)
      .lineTo(531, page.y + 3)
      .strokeColor("#c9d8da")
      .stroke();
    page.moveDown(0.7);
  };

  heading("办理结果");
  row("事项", kase.definition.name);
  row("办件状态", stateName[kase.state]);
  if (person) {
    if (behalf?.employer) row("单位", behalf.employer);
    row(
      behalf === null ? "申请人" : kase.about === "employer" ? "经办人" : "为谁办理",
      `${PersonName.mask(person.name)}（${IdNumber.mask(person.idNumber)}）`,
    );
    if (behalf && kase.about !== "employer") row("办理人", behalf.actor);
  }
  if (kase.decision?.receipt) row("业务流水号", kase.decision.receipt);
  if (kase.decision?.because) row("不予通过的原因", kase.decision.because);
  if (kase.decision?.instead) row("您可以", kase.decision.instead);
  for (const part of erased ? [erasedPart(erased)] : await contentOf(parts, tx, kase, now)) {
    heading(part.heading);
    for (const one of part.rows) row(one.label, one.text);
  }
  heading("办理过程");
  for (const one of events)
    row(beijingMoment(one.at), erased ? actionName[one.action] : eventWords(kase, one, names, null));
  heading("说明");
  page
    .font("regular")
    .fontSize(10)
    .fillColor("#555")
    .text(
      `${kase.definition.fee.note} 本回执由武汉市社会保险服务小程序于 ${beijingMoment(now)} 生成，供本人留存，个人信息已隐去部分数字；对外证明请办理参保缴费证明。咨询电话 12333。`,
      64,
      page.y,
      { width: 467, lineGap: 3 },
    );
  page.end();
  return done;
}

const erasedPart = (erased: ErasedCase): PrintedPart => ({
  heading: "申请内容",
  rows: [{ label: erasedTitle, text: erasedWords(erased) }],
});

/** What was asked, what to take along, what the item prints of its own, what was corrected. */
async function contentOf(parts: CaseParts, tx: Tx, kase: Case, now: Date): Promise<PrintedPart[]> {
  const { definition, answers, facts } = kase;
  const bring = materialsFor(definition, answers, facts).filter((one) => one.from === "bring");
  const corrections = await correctionsOf(tx, kase.id);
  return [
    {
      heading: "申请内容",
      rows: printAnswers(definition, answers, facts).map((one) => ({ label: one.label, text: one.masked })),
    },
    ...(bring.length === 0
      ? []
      : [
          {
            heading: "去办时带上",
            rows: bring.map((one) => ({ label: one.name, text: [one.why, one.where].filter(Boolean).join("。") })),
          },
        ]),
    ...(await ownParts(parts, tx, kase, now)),
    ...corrections.map(({ number, label, was, shouldBe, decided }) => ({
      heading: `更正 ${number}`,
      rows: [
        { label, text: `${was} → ${shouldBe}` },
        { label: "结果", text: decided === null ? "正在核对" : decided.because },
        ...(decided?.receipt ? [{ label: "业务流水号", text: decided.receipt }] : []),
        ...(decided?.instead ? [{ label: "您可以", text: decided.instead }] : []),
      ],
    })),
  ];
}

/** What an item prints of its own once it is done, read today. */
async function ownParts({ core }: CaseParts, tx: Tx, kase: Case, now: Date): Promise<PrintedPart[]> {
  const print = handlerOf(kase.definition.code)?.print;
  if (!print || kase.decision?.outcome !== "approved") return [];
  const { personId, actorId, employerId, answers } = kase;
  const subject = { personId, actorId, ...(employerId === null ? {} : { employerId }) };
  return print({ tx, core, subject, answers, today: beijingDay(now) });
}
