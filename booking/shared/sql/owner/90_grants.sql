-- Persons execute the doors and nothing else.
revoke all on all functions in schema app, api from public;
grant usage on schema api to loop_person;
grant execute on all functions in schema api to loop_person;
grant usage on schema app to loop_accounts;
grant execute on function app.store_person(text, text, text, text, text, jsonb), app.set_active(text, boolean), app.require_over(text) to loop_accounts;
