import { View } from "@tarojs/components";
import Taro from "@tarojs/taro";
import { relationName, type Acting, type Me, type OnBehalf } from "@wsi/shared/contract";
import { useState, useSyncExternalStore } from "react";
import { dayText, Note, Option, Options, Sheet, Whose } from "./ui/index.ts";

/**
 * 为谁办: for whom the phone is acting now, kept until it is changed, and said on every page on which it matters. The server asks for
 * the right anew each time; what is kept here only chooses.
 */
export interface Chosen {
  /** What travels: `self`, `employer:<id>`, `agent:<id>`. */
  word: string;
  as: "self" | "employer" | "agent";
  id: string;
  name: string;
}

const key = "for-whom";
const self: Chosen = { word: "self", as: "self", id: "", name: "本人" };
const listeners = new Set<() => void>();
let held: Chosen | null = null;

const isChosen = (kept: unknown): kept is Chosen =>
  typeof kept === "object" && kept !== null && "word" in kept && "as" in kept && "id" in kept && "name" in kept;

export function forWhom(): Chosen {
  if (held === null) {
    const kept: unknown = Taro.getStorageSync(key);
    held = isChosen(kept) ? kept : self;
  }
  return held;
}
export function choose(next: Chosen): void {
  held = next;
  Taro.setStorageSync(key, next);
  for (const listener of listeners) listener();
}
export const chooseSelf = (): void => choose(self);
export const useForWhom = (): Chosen =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, forWhom);

const everyone = (acting: Acting): Chosen[] => [
  self,
  ...acting.employers.map((one): Chosen => ({
    word: `employer:${one.id}`,
    as: "employer",
    id: one.id,
    name: one.name,
  })),
  ...acting.people.map((one): Chosen => ({ word: `agent:${one.id}`, as: "agent", id: one.id, name: one.name })),
];

/** A right that ended is not chosen any longer: then one acts for oneself, and sees it. */
export function keepTrue(me: Me): void {
  const chosen = forWhom();
  if (chosen.as !== "self" && !everyone(me.acting).some((one) => one.word === chosen.word)) chooseSelf();
}

/** What stands under a name in the list. */
function detail(acting: Acting, one: Chosen): string {
  if (one.as === "self") return "办自己的事";
  if (one.as === "employer") {
    const until = acting.employers.find((employer) => employer.id === one.id)?.until;
    return `我是单位经办人${until ? `，到 ${dayText(until)}` : ""}`;
  }
  const person = acting.people.find((found) => found.id === one.id);
  return person ? `我是对方的${relationName[person.relation]}，到 ${dayText(person.until)}` : "";
}

/** The switch on home: shown only to those who act for anybody. */
export function ForWhomSwitch({ me }: { me: Me }) {
  const chosen = useForWhom();
  const [open, setOpen] = useState(false);
  const all = everyone(me.acting);
  if (all.length === 1) return null;
  return (
    <>
      <Whose
        id="for-whom"
        tone={chosen.as}
        label="为谁办"
        name={chosen.name}
        text={chosen.as === "self" ? "点这里换成单位或委托您的居民" : "现在查的、办的都是对方的事"}
        action="换人"
        onClick={() => setOpen(true)}
      />
      {open ? (
        <Sheet title="为谁办？" onClose={() => setOpen(false)}>
          <Options id="for-whom-options">
            {all.map((one) => (
              <Option
                key={one.word}
                id={`for-${one.word.replace(":", "-")}`}
                on={one.word === chosen.word}
                onClick={() => {
                  choose(one);
                  setOpen(false);
                }}
              >
                <View>{one.name}</View>
                <Note>{detail(me.acting, one)}</Note>
              </Option>
            ))}
          </Options>
        </Sheet>
      ) : null}
    </>
  );
}

/** The banner on every page that acts or looks for another. Nothing when one acts for oneself. */
export function ForWhomBanner() {
  const chosen = useForWhom();
  if (chosen.as === "self") return null;
  return (
    <Whose
      id="for-whom-banner"
      tone={chosen.as}
      label={chosen.as === "employer" ? "您正在为单位办" : "您正在替别人办"}
      name={chosen.name}
      text={chosen.as === "agent" ? "看了什么、办了什么，都会告诉对方" : "员工的事办完会告诉员工"}
      action="改办自己的"
      onClick={chooseSelf}
    />
  );
}

/** The banner of a case that is done by one for another: whose it is and who acts. */
export function BehalfBanner({ behalf }: { behalf: OnBehalf | null }) {
  if (behalf === null) return null;
  const tone = behalf.capacity;
  return behalf.viewer === "subject" ? (
    <Whose
      id="behalf"
      tone={tone}
      label="这件事是替您办的"
      name={behalf.actor}
      text={behalf.employer ?? "您授权对方代办，可以在「授权管理」收回"}
    />
  ) : (
    <Whose
      id="behalf"
      tone={tone}
      label={behalf.capacity === "employer" ? "您正在为单位办" : "您正在替别人办"}
      name={behalf.subject}
      {...(behalf.employer !== null && behalf.employer !== behalf.subject ? { text: behalf.employer } : {})}
    />
  );
}
