import { api } from "../../api.ts";
import { Entries, Entry, Failure, go, Lead, Loading, Note, Page, useLoaded } from "../../ui/index.ts";

const load = () => api.tools({});

/** The calculators. */
export default function ToolsPage() {
  const { value, error, reload } = useLoaded(load);
  return (
    <Page title="算一算">
      <Lead title="算一算" text="交多少、领多少、几时退休，先算明白" />
      {!value && error ? <Failure error={error} onRetry={reload} /> : null}
      {!value && !error ? <Loading /> : null}
      {value ? (
        <>
          <Entries>
            {value.map((one) => (
              <Entry
                key={one.code}
                id={`tool-${one.code}`}
                seal={one.seal}
                name={one.name}
                text={one.about}
                onClick={() => go(`tools/run/index?code=${one.code}`)}
              />
            ))}
          </Entries>
          <Note>算出来的是估算，不会保存，也不影响您的参保。每一步怎么算的、用的哪一年的标准，都写在结果下面。</Note>
        </>
      ) : null}
    </Page>
  );
}
