/** The dialog that is open over the talk, if one is. */
import type { ConversationView } from "@wsi/shared/contract";
import { CloseDialog, HoldDialog, ReasonDialog, TransferDialog } from "./dialogs.tsx";
import { TicketDialog } from "./ticket-dialog.tsx";
import type { Acts, Dialog } from "../use-acts.ts";

export function TalkDialogs({
  talk,
  dialog,
  busy,
  acts,
  shut,
  tags,
  unsent,
}: {
  talk: ConversationView;
  dialog: Dialog | null;
  busy: boolean;
  acts: Acts;
  shut: () => void;
  tags: readonly string[];
  unsent: boolean;
}) {
  const { id, offer } = talk;
  const common = { talk, busy, shut };
  switch (dialog) {
    case null:
      return null;
    case "transfer":
      return (
        <TransferDialog
          {...common}
          offer={(to) => void acts.offer(id, to)}
          requeue={(note) => void acts.requeue(id, note)}
        />
      );
    case "close":
      return (
        <CloseDialog
          {...common}
          tags={tags}
          unsent={unsent}
          close={(summary, chosen) => void acts.close(id, summary, chosen)}
        />
      );
    case "hold":
      return <HoldDialog {...common} hold={(reason, until) => void acts.hold(id, reason, until)} />;
    case "ticket":
      return <TicketDialog talk={talk} shut={shut} />;
    case "take-over":
      return (
        <ReasonDialog
          busy={busy}
          shut={shut}
          title={`从${talk.agent?.name ?? "同事"}接管这个会话`}
          label="接管"
          hint="为什么接管（必填），会记在会话里"
          required
          done={(note) => void acts.takeOver(id, note)}
        />
      );
    case "decline":
      return (
        <ReasonDialog
          busy={busy}
          shut={shut}
          title={`退回${offer ? `给${offer.from.name}` : ""}`}
          label="退回"
          hint="可以说一句为什么"
          required={false}
          done={(note) => offer && void acts.answerOffer(offer.id, false, note)}
        />
      );
  }
}
