revoke all on all functions in schema guard from public;
grant usage on schema guard to loop_person;
grant execute on function guard.unblock() to loop_person;
