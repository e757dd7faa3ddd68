// Reports of advertising platforms: one row a day and campaign, with its cost.
import { type Candidate, type Dictionary, by, named } from "#intake/recognise/dictionary.ts";

const day: Candidate[] = ["date", "day", "stat_time_day", "stat_time_hour", "Reporting starts", "date_hour", "Дата", "День"];
const campaign: Candidate[] = [
  "campaign_id",
  "Campaign ID",
  "ID кампании",
  "base_campaign",
  ...named("Campaign name", "Campaign", "Кампания", "№ Кампании", "Название кампании"),
];

export const adPlatform: Dictionary = {
  source: "ad-platform",
  shapes: [
    {
      entity: "spend",
      marks: [
        "impressions",
        "clicks",
        "cost_micros",
        "spend_in_micro_dollar",
        "billed_charge_local_micro",
        "cost_in_local_currency",
        "local_spend_amount",
        "swipes",
        "ad_group_id",
        "taps",
        "video_views",
        "ctr",
        "cpm",
        "impression_1",
        "Показы",
        "Клики",
        "CTR (%)",
        "Impr.",
        "Расход (руб.)",
      ],
      fields: {
        id: [],
        day,
        campaign,
        channel: ["ad_network_type", "network", "platform", "placement", "Сеть"],
        currency: ["currency_code", "local_spend_currency", "currency", "Currency code", "Валюта"],
        region: ["country", "country_code", "region"],
        amount: [
          by("micros", "cost_micros"),
          by("micros", "spend_in_micro_dollar"),
          by("micros", "billed_charge_local_micro"),
          by("micros", "spend_micros"),
          "local_spend_amount",
          "cost_in_local_currency",
          "spend",
          "cost",
          "Amount spent",
          "Cost",
          "Spend",
          "Расход",
          "Расход (руб.)",
          "Стоимость",
          "cost_in_usd",
        ],
        category: [],
      },
    },
    {
      entity: "campaign",
      marks: ["advertising_channel_type", "serving_status", "daily_budget", "lifetime_budget", "objective", "objective_type", "campaign_group_id"],
      fields: {
        id: ["campaign_id", "id"],
        name: ["campaign_name", "name"],
        channel: ["advertising_channel_type", "objective_type", "objective", "type"],
        startsOn: ["start_date", "start_time", "run_schedule_start"],
        endsOn: ["end_date", "end_time", "stop_time", "run_schedule_end"],
        currency: ["currency", "budget_currency"],
      },
    },
  ],
};
