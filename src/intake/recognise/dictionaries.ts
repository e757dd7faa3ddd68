// All dictionaries of headers, and the words in a file's name that hint at what it holds.
import type { EntityName } from "#facts/entities.ts";

import { adPlatform } from "#intake/ad-platform/headers.ts";
import { amocrm } from "#intake/amocrm/headers.ts";
import { bitrix24 } from "#intake/bitrix24/headers.ts";
import { english } from "#intake/generic/english.ts";
import { russian } from "#intake/generic/russian.ts";
import { hubspot } from "#intake/hubspot/headers.ts";
import { pipedrive } from "#intake/pipedrive/headers.ts";
import type { Dictionary, Shape } from "#intake/recognise/dictionary.ts";
import { salesforce } from "#intake/salesforce/headers.ts";
import { zoho } from "#intake/zoho/headers.ts";

export const systems: readonly Dictionary[] = [hubspot, salesforce, pipedrive, bitrix24, amocrm, zoho, adPlatform];

/** Plain English and Russian shapes of an entity, which stand behind every system's own. */
export function plainShapes(entity: EntityName): Shape[] {
  return [english, russian].flatMap((dictionary) => dictionary.shapes.filter((shape) => shape.entity === entity));
}

const fileWords: readonly (readonly [RegExp, EntityName])[] = [
  [
    /(?:deal|opportunit|pipeline)\w*[\s_-]*(?:stage)?[\s_-]*(?:history|change)|deal_stage|stage[\s_-]*(?:history|change)|истори\S*\s*стади|переход/i,
    "stage-change",
  ],
  [/seller[\s_-]*cost|payroll|salar|зарплат|фот\b/i, "seller-cost"],
  [/currency|rates?\b|курс/i, "currency-rate"],
  [/market[\s_-]*index|индекс/i, "market-index"],
  [/touch|касани/i, "touchpoint"],
  [/material|collateral|материал/i, "material-use"],
  [/spend|cost|expense|\bads?[\s_-].*report|_ads_.*report|performance_daily|stats|расход|затрат/i, "spend"],
  [/plan|target|quota|план|цел/i, "plan"],
  [/campaign|кампани/i, "campaign"],
  [/task|call|meeting|event|activit|engagement|дела|звон|встреч|активност/i, "activity"],
  [/lead|лид/i, "lead"],
  [/deal|opportunit|pipeline|сделк/i, "deal"],
  [/account|compan|customer|client|компани|клиент|контрагент/i, "account"],
  [/contact|person|people|контакт/i, "contact"],
  [/product|price[\s_-]?list|товар|номенклатур|прайс/i, "product"],
  [/team|seller|user|owner|employee|staff|сотрудник|менеджер|продавц/i, "seller"],
];

/** The entity that a file's name speaks of; null where it says nothing. */
export function entityInName(fileName: string): EntityName | null {
  const name = fileName.replace(/^.*[\\/]/, "");
  return fileWords.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/**
 * Tables that systems export beside those of facts: settings, links between two tables, changes of any property, tickets of a help desk, advertisements themselves. Their columns are called
 * as those of deals or accounts are, and a hundred stages of a pipeline would become a hundred deals.
 */
const noFacts =
  /propert(?:y|ies)|pipeline[\s_-]*stages?|tickets?\b|ticket_|тикет|forms?[\s_-]*(?:data|submissions?)|contact[\s_-]*lists?|list[\s_-]*member|merge[\s_-]*audit|email[\s_-]*event|email[\s_-]*template|line[\s_-]*items?|(?:^|_)(?:order|role|team|engagement)_data|user_role|engagement_(?:company|contact|deal)|describe|(?:_ad|_ad_group|creative|advertiser|pin_promotion|keyword)_history|tweet_(?:data|url)|_ad_action/i;

/** Whether a file's name says that it holds something that is no fact of ours. */
export function namesNoFact(fileName: string): boolean {
  return noFacts.test(fileName.replace(/^.*[\\/]/, ""));
}
