import type { ReactNode } from "react";

/** Drawn by hand on a grid of 24; they say nothing to a screen reader, their buttons do. */
const line = (drawing: ReactNode) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden focusable="false">
    {drawing}
  </svg>
);

export const BackIcon = () => line(<path d="M15 4.5 7.5 12l7.5 7.5" />);
export const MoreIcon = () =>
  line(
    <g fill="currentColor" stroke="none">
      <circle cx="5.5" cy="12" r="1.9" />
      <circle cx="12" cy="12" r="1.9" />
      <circle cx="18.5" cy="12" r="1.9" />
    </g>,
  );
/** The two halves of a mini-program's capsule. */
export const CapsuleMoreIcon = () =>
  line(
    <g fill="currentColor" stroke="none">
      <circle cx="5" cy="12" r="1.7" />
      <circle cx="12" cy="12" r="2.7" />
      <circle cx="19" cy="12" r="1.7" />
    </g>,
  );
export const CapsuleCloseIcon = () =>
  line(
    <>
      <circle cx="12" cy="12" r="8" strokeWidth="2.4" />
      <circle cx="12" cy="12" r="3" fill="currentColor" stroke="none" />
    </>,
  );
export const KeyboardIcon = () =>
  line(
    <>
      <circle cx="12" cy="12" r="10" />
      <path d="M7.5 9.3h.01M10.5 9.3h.01M13.5 9.3h.01M16.5 9.3h.01M7.5 12.3h.01M10.5 12.3h.01M13.5 12.3h.01M16.5 12.3h.01" />
      <path d="M9 15.6h6" />
    </>,
  );
export const MenuIcon = () =>
  line(
    <>
      <circle cx="12" cy="12" r="10" />
      <path d="M8 9h8M8 12h8M8 15h8" />
    </>,
  );
export const PlusIcon = () =>
  line(
    <>
      <circle cx="12" cy="12" r="10" />
      <path d="M12 7v10M7 12h10" />
    </>,
  );
export const PhotoIcon = () =>
  line(
    <>
      <rect x="3" y="5" width="18" height="14" rx="2" />
      <path d="m4 17 5-5 4 3.6 3-2.6 4.5 4" />
      <circle cx="15.5" cy="9.3" r="1.3" />
    </>,
  );
export const PlaceIcon = () =>
  line(
    <>
      <path d="M12 21.5c4.6-4.8 7-8.6 7-11.700a7 7 0 1 0-14 0c0 3.1 2.4 6.9 7 11.700Z" />
      <circle cx="12" cy="9.8" r="2.5" />
    </>,
  );
/** The mark of mini-programs: two loops that hold each other. */
export const MiniProgramIcon = () =>
  line(
    <path
      d="M9.2 15.5a2.7 2.7 0 1 0-1.5 2.400c1-.5 1.5-1.4 1.5-2.400v-.300l2.6-6.200V8.5a2.7 2.7 0 1 1 1.5 2.4"
      transform="translate(1.6 -.5)"
    />,
  );

/** The battery and the bars of a phone that has had a good day. */
export const StatusIcons = () => (
  <svg className="status-icons" viewBox="0 0 66 14" aria-hidden focusable="false">
    <g fill="currentColor">
      <rect x="0" y="9" width="3.2" height="5" rx="1" />
      <rect x="4.8" y="6.5" width="3.2" height="7.5" rx="1" />
      <rect x="9.6" y="3.5" width="3.2" height="10.5" rx="1" />
      <rect x="14.4" y="0.5" width="3.2" height="13.5" rx="1" />
      <rect x="40" y="2.8" width="17" height="8.4" rx="2" />
      <path d="M62.5 5v4c1-.3 1.6-1.1 1.6-2s-.6-1.7-1.6-2Z" opacity=".5" />
    </g>
    <rect x="38" y=".8" width="22.5" height="12.4" rx="3.6" fill="none" stroke="currentColor" opacity=".45" />
    <text x="21" y="12" fontSize="12" fontWeight="700" fill="currentColor">
      5G
    </text>
  </svg>
);
export const VoiceIcon = () =>
  line(
    <>
      <rect x="9" y="3.5" width="6" height="11" rx="3" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
    </>,
  );
export const ScanIcon = () =>
  line(
    <path d="M4 8.5V5.5A1.5 1.5 0 0 1 5.5 4h3M15.5 4h3A1.5 1.5 0 0 1 20 5.5v3M20 15.5v3a1.5 1.5 0 0 1-1.5 1.5h-3M8.5 20h-3A1.5 1.5 0 0 1 4 18.5v-3M4 12h16" />,
  );
