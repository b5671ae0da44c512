import type { StaffRole } from "@wsi/shared/contract";

/**
 * Who of the staff may call what, written by hand: the doors say it of themselves, and nobody is judge in their own cause. Below
 * /console/api/; several methods of one address stand together. A new endpoint is not served before it stands here.
 */
const table: readonly (readonly [readonly StaffRole[] | "any" | "anyone", string])[] = [
  [
    "anyone",
    `
    POST session
    `,
  ],
  [
    "any",
    `
    DELETE session
    GET me
    PUT me/password
    GET/POST/PUT me/second-factor
    POST me/second-factor/stop
    POST me/second-factor/recovery
    GET/DELETE me/sessions
    DELETE me/sessions/:id
    GET/PUT me/preferences
    GET me/shifts
    GET halls
    GET windows
    GET windows/:id/days
    `,
  ],
  [
    ["admin"],
    `
    GET/POST staff
    PUT staff/:id
    POST staff/:id/disable
    POST staff/:id/enable
    POST staff/:id/unlock
    POST staff/:id/password
    POST staff/:id/second-factor/reset
    PUT staff-rules/:role
    POST groups
    DELETE groups/:id
    POST hour-plans
    PUT/DELETE hour-plans/:id
    `,
  ],
  [
    ["reviewer", "supervisor"],
    `
    GET cases
    GET cases/:id
    POST cases/:id/actions
    POST cases/:id/correction
    POST cases/:id/reveal
    GET files/:id
    GET work
    GET work/counts
    PUT work/filter
    POST work/next
    GET work/cases/:id
    POST work/cases/:id/claim
    POST work/cases/:id/alive
    POST work/cases/:id/release
    POST work/cases/:id/proposal
    POST work/cases/:id/send-back
    POST work/cases/:id/consent
    POST work/cases/:id/explanation
    POST work/cases/:id/check
    GET/POST work/phrases
    DELETE work/phrases/:id
    GET work/statistics
    GET work/rolls
    GET work/rolls/:id
    GET work/rolls/:id/rows
    POST work/rolls/:id/decision
    POST work/rolls/:id/reveal
    POST work/rolls/:id/explanation
    `,
  ],
  [
    ["supervisor"],
    `
    POST cases/:id/hold
    GET desk/quality/checks
    GET desk/quality/checks/:id
    PUT desk/quality/checks/:id/draft
    POST desk/quality/checks/:id/scores
    POST desk/quality/checks/:id/decision
    GET desk/quality/figures
    GET desk/quality/export
    GET/POST desk/quality/rubrics
    PUT desk/quality/rubric-draft
    POST desk/quality/rubric-draft/drop
    GET/PUT desk/quality/settings
    GET desk/quality/draws
    GET desk/quality/draws/:day
    GET work/colleagues
    POST work/cases/:id/assign
    POST work/cases/:id/consent/answer
    GET work/statistics.xlsx
    POST desk/conversations/:id/listen
    POST desk/conversations/:id/stop-listening
    POST desk/conversations/:id/step-in
    POST desk/conversations/:id/take-over
    GET desk/follow-ups
    POST desk/follow-ups/:id/called
    POST desk/follow-ups/:id/settle
    GET desk/board
    GET desk/board/talks
    GET desk/board/export
    `,
  ],
  [
    ["counter", "supervisor", "admin"],
    `
    POST people/search
    POST people/:id/slips
    GET delegation/scope
    GET people/:id/rights
    POST mandates
    POST mandates/:id/end
    POST employers/search
    POST employers/:id/clerks
    POST clerks/:id/end
    `,
  ],
  [
    ["agent", "supervisor"],
    `
    GET desk/conversations
    GET desk/conversations/:id
    POST desk/ready
    POST desk/conversations/:id/take
    POST desk/conversations/:id/messages
    POST desk/conversations/:id/notes
    POST desk/conversations/:id/close
    POST desk/files
    GET desk/files/:id
    GET desk
    POST desk/presence
    POST desk/conversations/:id/signs
    POST desk/conversations/:id/hold
    POST desk/conversations/:id/resume
    POST desk/conversations/:id/requeue
    POST desk/conversations/:id/offers
    GET desk/offers
    POST desk/offers/:id/answer
    POST desk/offers/:id/withdraw
    POST desk/conversations/:id/messages/:message/recall
    POST desk/conversations/:id/messages/:message/retry
    POST desk/conversations/:id/other-means
    PUT desk/conversations/:id/draft
    GET desk/conversations/:id/earlier
    GET desk/conversations/:id/suggestions
    POST desk/conversations/:id/tickets
    GET desk/tickets
    GET desk/tickets/:id
    POST desk/tickets/:id/settle
    GET desk/quality/counts
    GET desk/quality/rubric
    GET desk/quality/own
    GET desk/quality/own/:id
    POST desk/quality/own/:id/appeal
    GET desk/drafts
    GET desk/conversations/:id/drafts
    POST desk/answers
    GET desk/conversations/:id/enrolments
    POST desk/conversations/:id/reveal
    GET desk/feed
    GET desk/replies
    POST desk/replies/:id/used
    `,
  ],
  [
    ["editor", "supervisor"],
    `
    GET/POST knowledge/golden
    POST knowledge/golden/:id/remove
    POST knowledge/golden/run
    GET knowledge/unanswered
    POST knowledge/unanswered/:id/draft
    POST knowledge/unanswered/:id/add
    POST knowledge/unanswered/:id/ignore
    POST knowledge/unanswered/:id/reopen
    GET/POST knowledge/terms
    POST knowledge/terms/:id/approve
    POST knowledge/terms/:id/remove
    POST knowledge/import
    GET knowledge/export
    GET/POST knowledge/entries
    GET/PUT knowledge/entries/:id
    GET knowledge/entries/:id/versions/:version
    GET knowledge/entries/:id/compare
    POST knowledge/entries/:id/restore
    POST knowledge/entries/:id/discard
    POST knowledge/entries/:id/submit
    POST knowledge/entries/:id/recall
    POST knowledge/entries/:id/approve
    POST knowledge/entries/:id/reject
    POST knowledge/entries/:id/withdraw
    POST knowledge/submit
    POST knowledge/approve
    POST knowledge/trial
    GET knowledge/usefulness
    GET knowledge/statistics
    GET/POST menus
    GET menu-choices
    GET menu-tags
    GET menus/:id
    GET menus/:id/clicks
    PUT menus/:id/draft
    POST menus/:id/discard
    POST menus/:id/submit
    POST menus/:id/recall
    POST menus/:id/approve
    POST menus/:id/reject
    POST menus/:id/restore
    POST menus/:id/withdraw
    POST menus/:id/again
    GET/POST broadcasts
    GET/PUT/DELETE broadcasts/:id
    GET broadcasts/:id/versions/:version
    POST broadcasts/:id/copy
    POST broadcasts/:id/preview
    POST broadcasts/:id/submit
    POST broadcasts/:id/withdraw
    POST broadcasts/:id/approve
    POST broadcasts/:id/reject
    POST broadcasts/:id/schedule
    POST broadcasts/:id/unschedule
    POST broadcasts/:id/pause
    POST broadcasts/:id/resume
    POST broadcasts/:id/recall
    POST broadcasts/:id/recall/decision
    POST broadcasts/:id/cancel
    GET broadcasts/:id/rehearsal
    GET broadcasts/:id/progress
    POST broadcasts/:id/recipients
    POST broadcasts/:id/settle
    GET broadcasts/:id/statistics
    GET broadcast-overview
    GET broadcast-month
    GET content-calendar
    GET broadcast-audience-tags
    POST subscription-templates/refresh
    GET subscription-templates
    GET/POST livestreams
    PUT livestreams/:id
    POST livestreams/:id/cancel
    POST livestreams/:id/replay
    POST livestreams/:id/announcement
    POST livestreams/:id/reminder
    POST broadcast-pictures
    GET broadcast-pictures/:id
    GET followers/overview
    GET followers/progress
    POST followers/search
    POST followers/sync
    POST followers/:number/mark
    GET followers/:number/marks
    `,
  ],
  [
    ["supervisor", "admin"],
    `
    GET/POST ledger/assessments
    GET ledger/assessments/preview
    POST figure-proposals/:id/approve
    POST figure-proposals/:id/reject
    `,
  ],
  [
    ["counter", "supervisor"],
    `
    GET appointments
    POST appointments/arrivals
    POST appointments/:id/serve
    POST appointments/:id/excuse
    `,
  ],
  [
    ["admin", "supervisor"],
    `
    POST windows
    PUT/DELETE windows/:id
    POST windows/:id/call-off
    GET groups
    PUT groups/:id
    PUT/DELETE groups/:id/members/:staffId
    GET hour-plans
    GET/POST shifts
    PUT/DELETE shifts/:id
    `,
  ],
  [
    ["agent", "supervisor", "admin"],
    `
    GET/POST replies
    PUT/DELETE replies/:id
    `,
  ],
  [
    ["editor", "supervisor", "admin"],
    `
    GET figures
    GET figures/:kind/history
    POST figures/:kind/preview
    POST figures/:kind/proposals
    POST figure-proposals/:id/withdraw
    `,
  ],
];

export const staffRights: ReadonlyMap<string, readonly StaffRole[] | "any" | "anyone"> = new Map(
  table.flatMap(([roles, lines]) =>
    lines
      .trim()
      .split(/\s*\n\s*/)
      .flatMap((line) => {
        const [methods = "", path = ""] = line.split(" ");
        return methods.split("/").map((method) => [`${method} /console/api/${path}`, roles] as const);
      }),
  ),
);
