-- Why an account was closed is a code: in a free text a name can stand in clear. Whatever was typed before reads as OTHER.
alter table account.account_change disable trigger account_change_stays;
update account.account_change set reason = 'OTHER' where reason is not null;
alter table account.account_change enable trigger account_change_stays;
alter table account.account_change add check (reason in ('LEFT', 'MOVED', 'MISUSE', 'OTHER'));
