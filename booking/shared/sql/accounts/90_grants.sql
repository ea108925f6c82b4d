revoke all on all functions in schema account from public;
grant usage on schema account to loop_person;
grant execute on function account.person_add(text, text, text, text, text, text, jsonb), account.person_reset(text, text), account.person_active(text, boolean) to loop_person;
