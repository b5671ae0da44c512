/** How people and the account look in lists and beside their words. Nobody is photographed: a colour and a first character. */
const colours = ["#f6c681", "#a9c9e8", "#b9d8a8", "#e8b4b0", "#cdbbe3", "#a8d5cf"];

export function PersonFace({ id, name }: { id: string; name: string }) {
  const colour = colours[(Number(id.replace(/\D/g, "")) + colours.length - 1) % colours.length];
  return (
    <span className="face" aria-hidden style={{ background: colour }}>
      {Array.from(name)[0]}
    </span>
  );
}

export function AccountFace() {
  return (
    <span className="face account" aria-hidden>
      社保
    </span>
  );
}
