--liquibase formatted sql

--changeset oqim:approvals-001
--comment: What one member of the staff proposed and another decided. Decided rows stay as they are, for good.
create schema approvals;

create table approvals.act (
    id uuid primary key,
    kind text not null,
    subject text not null,
    content text not null,
    digest bytea not null,
    reason text not null,
    proposed_by text not null,
    proposed_at timestamptz not null,
    expires_at timestamptz not null,
    state text not null,
    decided_by text,
    decided_at timestamptz,
    decision_reason text,
    constraint act_is_what_was_proposed check (digest = sha256(convert_to(content, 'UTF8'))),
    constraint act_has_a_verdict check (
        (state = 'proposed') = (decided_by is null)
        and (decided_by is null) = (decided_at is null)
        and (decided_by is null) = (decision_reason is null)),
    constraint act_is_decided_by_another check (
        case state when 'proposed' then true
                   when 'withdrawn' then decided_by = proposed_by
                   else decided_by <> proposed_by end)
);
create index act_state on approvals.act (state, id desc);
--rollback drop schema approvals cascade;

--changeset oqim:approvals-002 splitStatements:false
--comment: A decision is never changed and no act is ever removed, whoever asks.
create function approvals.act_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.state <> 'proposed'
       or (old.id, old.kind, old.subject, old.content, old.reason, old.proposed_by, old.proposed_at, old.expires_at)
          is distinct from
          (new.id, new.kind, new.subject, new.content, new.reason, new.proposed_by, new.proposed_at, new.expires_at)
    then
        raise exception 'acts stay as they are';
    end if;
    return new;
end $$;
create trigger act_stays before update or delete on approvals.act
    for each row execute function approvals.act_stays();
--rollback drop trigger act_stays on approvals.act; drop function approvals.act_stays();
