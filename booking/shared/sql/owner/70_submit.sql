-- The one way in for acts: identity, idempotency, locking, the act itself, its answer, history and the bell, once.

create function app.malformed_answer(p_code text, p_field text) returns jsonb language sql stable as $$
    select jsonb_build_object('ok', false, 'code', p_code,
        'problems', jsonb_build_array(jsonb_build_object('code', p_code, 'field', p_field)))
$$;

-- What is wrong with a mutation id: only version 7 ids that are neither too old to be remembered nor from the future.
create function app.id_problem(p_id uuid, p_at timestamptz) returns text language sql stable as $$
    select case
        when uuid_extract_version(p_id) is distinct from 7 then 'bad_request'
        when uuid_extract_timestamp(p_id) not between p_at - interval '400 days' and p_at + interval '2 days' then 'too_old_act'
    end
$$;

-- What an act can be prepared with before the lock. It holds as long as head.catalogue is what it was.
create type app.readied as (me app.person, catalogue bigint, line text, items app.weighed[]);

-- Stable, so that all of it is read in one snapshot, the number included.
create function app.ready(p_me app.person, p_op text, args jsonb) returns app.readied language plpgsql stable as $$
declare found app.readied;
begin
    select p_me, h.catalogue, app.tl(), case when p_op = 'book' then app.weigh_items(p_me, args) end into strict found from app.head h;
    return found;
end $$;

create function app.perform_act(p_ready app.readied, p_op text, args jsonb, p_at timestamptz, p_chg bigint) returns jsonb
language plpgsql as $$
declare me app.person := p_ready.me;
begin
    case p_op
        when 'book' then return app.do_book(me, args, p_at, p_chg, p_ready.items);
        when 'move', 'resize' then return app.do_change(me, args, p_at, p_chg);
        when 'edit' then return app.do_edit(me, args, p_at, p_chg);
        when 'cancel' then return app.do_cancel(me, args, p_at, p_chg);
        when 'item_add' then return app.do_item_add(me, args, p_at, p_chg);
        when 'item_drop' then return app.do_item_drop(me, args, p_at, p_chg);
        when 'resource_put' then return app.do_resource_put(me, args, p_at, p_chg);
        when 'resource_retire' then return app.do_resource_retire(me, args, p_at, p_chg);
        when 'closure_put' then return app.do_closure_put(me, args, p_at, p_chg);
        when 'closure_lift' then return app.do_closure_lift(me, args, p_at, p_chg);
    end case;
end $$;

-- The act under the lock and its answer, a refusal included. Only what it did is rolled back where it is refused.
create function app.try_act(p_ready app.readied, p_op text, args jsonb, p_at timestamptz, p_chg bigint) returns jsonb
language plpgsql as $$
declare
    problems jsonb;
    detail text;
begin
    return app.perform_act(p_ready, p_op, args, p_at, p_chg)
        || jsonb_build_object('ok', true, 'chg', p_chg, 'at', app.epoch_s(p_at));
exception
    when sqlstate 'LB409' or exclusion_violation or unique_violation then
        get stacked diagnostics detail = pg_exception_detail;
        problems := case sqlstate when 'LB409' then detail::jsonb
            when '23P01' then '[{"code": "slot_taken"}]' else '[{"code": "id_taken"}]' end;
        return jsonb_build_object('ok', false, 'code', problems -> 0 ->> 'code', 'problems', problems, 'at', app.epoch_s(p_at));
end $$;

-- The answer that is stored for this act, null where there is none or nothing is known of the act but its id.
create function app.stored_answer(p_person int, p_id uuid, p_digest bytea) returns jsonb language plpgsql stable strict as $$
declare m app.mutation;
begin
    select * into m from app.mutation x where x.person_id = p_person and x.id = p_id;
    if not found then return null; end if;
    if m.digest <> p_digest then return app.malformed_answer('mutation_reused', 'id'); end if;
    return m.answer || '{"replayed": true}';
end $$;

-- Takes the lock, acts and stores the answer, and writes history where the act took effect. Raises unique_violation where
-- the same act was sent twice at once and the other one came first.
create function app.settle_act(p_ready app.readied, p_id uuid, p_op text, args jsonb, p_digest bytea) returns jsonb
language plpgsql as $$
declare
    h app.head := app.lock_head();
    me int := (p_ready.me).id;
    at timestamptz;
    stored app.mutation;
    answer jsonb;
    chg bigint;
begin
    if h.catalogue <> p_ready.catalogue then p_ready := app.ready(app.me(), p_op, args); end if;
    at := clock_timestamp();
    answer := app.try_act(p_ready, p_op, args, at, h.seq + 1);
    stored := (me, p_id, p_op, app.subject(args), p_digest, answer, at);
    if (answer ->> 'ok')::boolean then
        chg := app.advance(h, p_ready.line, at, me, p_op, stored.subject, args, stored);
    else
        insert into app.mutation select (stored).*;
    end if;
    return answer;
end $$;

-- p_client: the caller's version of this protocol. One that is too old for the zone is told so and nothing is stored: his
-- acts wait in his outbox until he has updated.
create function api.submit(p_id uuid, p_op text, p_args text, p_client int default 1) returns jsonb
language plpgsql volatile security definer set search_path = '' set timezone = 'UTC' set datestyle = 'ISO, YMD'
set transform_null_equals = off set lock_timeout = '3s' as $$
declare
    me app.person;
    args jsonb;
    digest bytea;
    answer jsonb;
    state text; message text; field text;
    fits boolean;
begin
    if current_setting('transaction_isolation') <> 'read committed' or current_setting('transaction_read_only')::boolean then
        return app.malformed_answer('bad_isolation', '');
    end if;
    me := app.me();
    if p_id is null or p_op is null or p_args is null then return app.malformed_answer('bad_request', ''); end if;
    if octet_length(p_args) > 16384 then return app.malformed_answer('too_large', ''); end if;
    if coalesce(p_client, 0) < (select s.min_client from app.setting s) then return app.malformed_answer('client_too_old', ''); end if;
    state := app.id_problem(p_id, clock_timestamp());
    if state is not null then return app.malformed_answer(state, 'id'); end if;
    if app.shape(p_op) is null or p_op in ('item', 'resource') then return app.malformed_answer('unknown_operation', ''); end if;
    begin
        args := p_args::jsonb;
        -- Before anything is made of it: as text, 1e131071 has as many digits.
        fits := app.check_shape(p_op, args, '');
        digest := sha256(convert_to(p_op || args::text, 'UTF8'));
        answer := app.stored_answer(me.id, p_id, digest);
        if answer is not null then return answer; end if;
        return app.settle_act(app.ready(me, p_op, args), p_id, p_op, args, digest);
    exception
        when sqlstate 'LB400' then
            get stacked diagnostics message = message_text, field = pg_exception_detail;
            -- Where the same act was sent twice at once and the other one came first, its answer stands.
            return coalesce(app.stored_answer(me.id, p_id, digest), app.malformed_answer(message, field));
        when unique_violation then
            answer := app.stored_answer(me.id, p_id, digest);
            if answer is null then raise exception using errcode = 'LB500', message = 'internal error 23505'; end if;
            return answer;
        when invalid_text_representation or untranslatable_character or statement_too_complex or numeric_value_out_of_range then
            return app.malformed_answer('bad_request', '');
        when lock_not_available or serialization_failure or deadlock_detected or query_canceled or admin_shutdown
            or invalid_authorization_specification then
            raise;
        when others then
            get stacked diagnostics state = returned_sqlstate;
            raise exception using errcode = 'LB500', message = 'internal error ' || state;
    end;
end $$;
