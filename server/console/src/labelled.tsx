import type { ReactNode } from "react";

interface Props {
  label: string;
  hint?: string;
  problem?: string | undefined;
  children: ReactNode;
}

export function Labelled({ label, hint, problem, children }: Props) {
  return (
    <label className="kb-field">
      <span>
        {label}
        {hint ? <small>{hint}</small> : null}
      </span>
      {children}
      {problem ? (
        <em className="kb-bad" role="alert">
          {problem}
        </em>
      ) : null}
    </label>
  );
}
