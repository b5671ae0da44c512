-- What staff noted of a case goes with its content; what they did, and how long it took, stays for the statistics (0033).
drop trigger case_work_log_append_only on case_work_log;
create trigger case_work_log_append_only before update or delete on case_work_log
  for each row execute function refuse_case_history_change('note');
