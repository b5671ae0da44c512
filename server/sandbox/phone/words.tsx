import { Fragment } from "react";
import { piecesOf } from "./chat-text.ts";

/** What a finger on a message can do. */
export interface Touch {
  say(choice: { id: string; text: string }): void;
  openMini(path: string): void;
  openPage(url: string): void;
  lookAt(pictureUrl: string): void;
}

/** The words of a bubble, links as buttons. */
export function Words({ text, touch }: { text: string; touch: Touch }) {
  return piecesOf(text).map((piece, at) => {
    if (piece.kind === "text") return <Fragment key={at}>{piece.text}</Fragment>;
    const act = () => {
      if (piece.kind === "say") touch.say({ id: piece.id, text: piece.says || piece.text });
      else if (piece.kind === "mini-program") touch.openMini(piece.path);
      else touch.openPage(piece.url);
    };
    return (
      <button type="button" className="link" data-test="chat-link" key={at} onClick={act}>
        {piece.text}
      </button>
    );
  });
}
