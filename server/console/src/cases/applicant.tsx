import { staff, type StaffCaseView } from "@wsi/shared/contract";
import { InFull } from "../in-full.tsx";
import { useSession } from "../session.tsx";

const fields = [
  { field: "name", label: "姓名" },
  { field: "idNumber", label: "身份证" },
  { field: "mobile", label: "手机" },
] as const;

/** Why a reviewer looks, most often; also at a row of a roll. */
export const usualReasons = ["核对材料", "核对身份", "电话核实"];

/** Who applies, masked. One field is shown in full for a reason, which is kept. */
export function Applicant({ view }: { view: StaffCaseView }) {
  const { ask } = useSession();
  return (
    <section>
      <h2>
        {view.behalf === null
          ? "办事人"
          : view.behalf.capacity === "employer"
            ? "员工（单位经办）"
            : "本人（别人代办）"}
      </h2>
      {view.behalf ? (
        <p className="behalf-line" data-test="behalf">
          {view.behalf.employer ? `${view.behalf.employer} · ` : ""}
          {view.behalf.actor} 办理
        </p>
      ) : null}
      <dl>
        {fields.map(({ field, label }) => (
          <div key={field}>
            <dt>{label}</dt>
            <dd>
              <InFull
                label={label}
                field={field}
                masked={view.applicant[field]}
                usual={usualReasons}
                show={(reason) => ask(staff.reveal, { id: view.id, field, reason })}
              />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
