-- Clerks work with numbers and see no money: which rights they have is said in the portal's code.

set local search_path = didstock;

alter type user_role add value 'OPERATOR_CLERK' after 'OPERATOR_VIEWER';
alter type user_role add value 'RESELLER_CLERK' after 'RESELLER_VIEWER';
alter type user_role add value 'CUSTOMER_CLERK' after 'CUSTOMER';
