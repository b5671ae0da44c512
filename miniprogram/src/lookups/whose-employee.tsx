import { useState, type ReactNode } from "react";
import { EmployeePicker } from "../employee-picker.tsx";
import { ForWhomBanner, useForWhom } from "../for-whom.tsx";
import { Page } from "../ui/index.ts";

export interface Whose {
  /** Travels to the server. */
  for: string;
  employee?: string;
  /** For titles: 我, or a name. */
  name: string;
  own: boolean;
  /** Set when an employer's clerk looks: to choose another. */
  another?: () => void;
}

/** Lookups that an employer has of one employee: whom first. */
export function OfSomebody({ title, children }: { title: string; children(whose: Whose): ReactNode }) {
  const [employee, setEmployee] = useState<{ id: string; name: string; of: string } | null>(null);
  const chosen = useForWhom();
  if (chosen.as !== "employer")
    return (
      <>{children({ for: chosen.word, name: chosen.as === "self" ? "我" : chosen.name, own: chosen.as === "self" })}</>
    );
  if (employee?.of === chosen.word)
    return (
      <>
        {children({
          for: chosen.word,
          employee: employee.id,
          name: employee.name,
          own: false,
          another: () => setEmployee(null),
        })}
      </>
    );
  return (
    <Page title={title}>
      <ForWhomBanner />
      <EmployeePicker
        employerId={chosen.id}
        newcomers={false}
        onPick={(picked, name) => {
          if ("employee" in picked) setEmployee({ id: picked.employee, name, of: chosen.word });
        }}
      />
    </Page>
  );
}
