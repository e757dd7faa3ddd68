// English headers that several kinds of sheet share: who, whom, which channel, which region.
import { joined, named } from "#intake/recognise/dictionary.ts";

export const ownName = ["Name", "Full Name", joined("First Name", "Last Name")];
export const owner = [
  "Owner ID",
  "User ID",
  ...named(
    "Owner",
    "Owner Name",
    "Sales Agent",
    "Sales Rep",
    "Sales Representative",
    "Seller",
    "Salesperson",
    "Rep",
    "Account Manager",
    "Assigned To",
    "Responsible",
    "Manager",
  ),
];
export const account = [
  "Account ID",
  "Company ID",
  "Customer ID",
  "Client ID",
  "Organization ID",
  ...named("Account", "Account Name", "Company", "Company Name", "Customer", "Customer Name", "Client", "Client Name", "Organization", "Organisation"),
];
export const contact = ["Contact ID", "Person ID", ...named("Contact", "Contact Name", "Contact Person", "Person", "Contact Email")];
export const campaign = ["Campaign ID", ...named("Campaign", "Campaign Name", "UTM Campaign")];
export const product = ["Product ID", "SKU", ...named("Product", "Product Name", "Item")];
export const channel = ["Channel", "Lead Source", "Source", "Source Channel", "Original Source", "Marketing Channel", "UTM Source", "Medium", "Platform"];
export const segment = ["Segment", "Industry", "Sector", "Vertical", "Market Segment"];
export const region = ["Region", "Territory", "Area", "Regional Office", "State", "State Region"];
export const deal = ["Deal ID", "Opportunity ID", ...named("Deal", "Opportunity", "Deal Name", "Opportunity Name")];
export const currency = ["Currency", "Currency Code", "Currency ISO Code"];
export const createdAt = [
  "Created At",
  "Created",
  "Create Date",
  "Created Date",
  "Creation Date",
  "Date Created",
  "Created On",
  "Created Time",
  "Lead Date",
  "Date",
];
