--liquibase formatted sql

--changeset oqim:compliance-024
--comment: The version of each publisher's list that was taken last, by whichever node: what a node finds in its folder when it starts is compared with it.
create table compliance.accepted_list (
    list        text        primary key,
    version     text        not null,
    published   timestamptz not null,
    entries     integer     not null check (entries > 0),
    sha256      bytea       not null,
    accepted_at timestamptz not null
);
--rollback drop table compliance.accepted_list;
