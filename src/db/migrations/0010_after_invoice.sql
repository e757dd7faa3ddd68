-- What comes off a deal's price after the invoice (bonuses paid later, freight, terms of payment, registration of projects): the pocket price is what is left.
alter table evenhand.deal add column off_invoice bigint;
