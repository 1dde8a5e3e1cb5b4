--liquibase formatted sql

--changeset oqim:issuing-001
--comment: A chain is one card and whatever replaced it: its controls and what was spent go on through every replacement, so they stand here. usage is what was spent in the current day, week, month, year and altogether.
create schema issuing;

create table issuing.chain (
    shard smallint not null,
    id uuid not null,
    owner uuid not null,
    controls text not null,
    usage text not null,
    merchant text not null default '',
    primary key (shard, id)
) with (fillfactor = 60);
--rollback drop schema issuing cascade;

--changeset oqim:issuing-002
--comment: Cards we issued. The number itself stands in the vault only; number_key is its keyed hash, by which the network's messages find the card. pin is the value that a PIN is checked against, order_key the holder's name for the order.
create table issuing.card (
    shard smallint not null,
    id uuid not null,
    chain uuid not null,
    owner uuid not null,
    asset text not null,
    form text not null check (form in ('virtual', 'physical')),
    state text not null check (state in
        ('ordered', 'active', 'frozen', 'blocked', 'frozen-blocked', 'lost', 'stolen', 'closed', 'expired')),
    masked text not null,
    number_key bytea not null check (octet_length(number_key) = 32),
    vault uuid not null,
    expiry text not null check (expiry ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'),
    pin text not null default '',
    pin_tries smallint not null default 0 check (pin_tries between 0 and 3),
    version integer not null,
    order_key text not null,
    ordered_at timestamptz not null,
    changed_at timestamptz not null,
    primary key (shard, id),
    unique (shard, owner, order_key)
) with (fillfactor = 70);
create index card_by_number on issuing.card (number_key, ordered_at desc);
create index card_by_end on issuing.card (expiry) where state not in ('closed', 'expired');
-- Of the cards that share a number only one can be alive.
create unique index card_alive on issuing.card (number_key) where state not in ('closed', 'expired');
--rollback drop table issuing.card;

--changeset oqim:issuing-003 splitStatements:false
--comment: What happened to each card, in order. Nobody changes or removes a line: the trigger says so to whoever tries.
create table issuing.card_event (
    shard smallint not null,
    card uuid not null,
    n integer not null,
    at timestamptz not null,
    action text not null,
    actor text not null check (actor in ('holder', 'bank')),
    who text not null,
    from_state text not null,
    to_state text not null,
    detail text not null default '',
    primary key (shard, card, n)
);

create function issuing.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'issuing.card_event is only ever added to';
end $$;

create trigger card_event_is_append_only before update or delete on issuing.card_event
    for each row execute function issuing.refuse_change();
--rollback drop table issuing.card_event; drop function issuing.refuse_change();

--changeset oqim:issuing-004
--comment: A confirmed request to see a card's full number, which counts once.
create table issuing.number_shown (
    shard smallint not null,
    challenge uuid not null,
    card uuid not null,
    at timestamptz not null,
    primary key (shard, challenge)
);
--rollback drop table issuing.number_shown;

--changeset oqim:issuing-005
--comment: Every message of the network that we answered, under the network's name for it, with the very bytes of the answer. judged is what we would have said where the network had decided in our place.
create table issuing.message (
    shard smallint not null,
    key text not null,
    kind text not null,
    fingerprint bytea not null,
    card uuid,
    transaction text not null,
    amount_minor bigint not null,
    currency text not null,
    merchant text not null,
    reason text not null,
    judged text not null,
    at timestamptz not null,
    answer bytea not null,
    primary key (shard, key)
);
create index message_of_card on issuing.message (card, at desc) where card is not null;
create index message_at on issuing.message using brin (at) with (autosummarize = on);
--rollback drop table issuing.message;

--changeset oqim:issuing-006
--comment: What the network may take from a holder, by the network's name of the transaction. hold is the ledger's hold that stands for it; none where the network had approved more than there was, and once it is over.
create table issuing.authorisation (
    shard smallint not null,
    chain uuid not null,
    transaction text not null,
    id uuid not null,
    card uuid not null,
    state text not null check (state in ('approved', 'reversed', 'forestalled', 'cleared')),
    amount_minor bigint not null check (amount_minor >= 0),
    asset text not null,
    hold uuid,
    hold_until timestamptz not null,
    cleared_minor bigint not null check (cleared_minor >= 0),
    counted_at timestamptz not null,
    version integer not null,
    primary key (shard, chain, transaction)
) with (fillfactor = 70);
--rollback drop table issuing.authorisation;
