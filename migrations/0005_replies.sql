-- Replies: a recipient answers the sender of a delivery, at its level, and nobody else.
alter table deliveries
  -- Level and recipient are fixed. Stands by itself, so that it holds on when what is answered is gone.
  add column is_reply boolean not null default false,
  -- The recipient as whom the delivery was received that is answered; null for what is no reply, and once that is gone.
  add column reply_to uuid references delivery_recipients (id) on delete set null,
  add check (is_reply or reply_to is null),
  -- Level 1 is for whoever has the link: there is nobody in particular who could answer.
  add check (level > 1 or not is_reply);
create index deliveries_reply_to on deliveries (reply_to) where reply_to is not null;
