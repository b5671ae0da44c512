/** One titled part of a page on the right. */
import type { ReactNode } from "react";

export function Part({ title, children, test }: { title: string; children: ReactNode; test: string }) {
  return (
    <section className="part" data-test={test}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
