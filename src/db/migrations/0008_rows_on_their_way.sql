-- Rows on their way in pass through a table that only their own transaction sees, made with the columns that the file fills: without keys of workspace and
-- batch, without an index, and with nothing to delete afterwards. The twins of the facts in staging are no longer written.
do $$
declare name text;
begin
  foreach name in array array['account', 'contact', 'lead', 'deal', 'stage_change', 'activity', 'touchpoint', 'campaign', 'spend', 'plan', 'market_index', 'seller',
    'seller_cost', 'product', 'currency_rate'] loop
    execute format('drop table if exists staging.%I', name);
  end loop;
end $$;
