-- A case 办件 as a card in a talk: what the citizen asks about, from the page of that case.
alter table desk_messages drop constraint desk_messages_kind_check;
alter table desk_messages
  add constraint desk_messages_kind_check check (kind in ('text', 'image', 'voice', 'video', 'file', 'location', 'link',
    'mini-card', 'answer', 'item-card', 'case-card', 'appointment-card'));
