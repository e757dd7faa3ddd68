import { describe, expect, it } from "vitest";

import type { EntityName } from "#facts/entities.ts";
import { answered } from "#intake/recognise/answer.ts";
import { fingerprint } from "#intake/recognise/fingerprint.ts";
import { proposeMappings } from "#intake/recognise/propose.ts";
import { problemsOf, questionsOf } from "#intake/recognise/questions.ts";
import { study } from "#intake/testing/study.ts";
import type { ConvertContext, Proposal } from "#intake/types.ts";

const context: ConvertContext = { currency: "RUB", timeZone: "Europe/Moscow" };

async function proposed(text: string, fileName?: string): Promise<Proposal> {
  const proposals = proposeMappings(await study(text), context, fileName === undefined ? {} : { fileName });
  if (!proposals[0]) throw new Error("nothing was recognised");
  return proposals[0];
}

/** Field to its columns, joined by '+'. */
const fieldsOf = (proposal: Proposal) => Object.fromEntries(proposal.mapping.fields.map((field) => [field.field, field.columns.join("+")]));

interface Export {
  readonly system: string;
  readonly entity: EntityName;
  readonly text: string;
  readonly fields: Readonly<Record<string, string>>;
}

const exports: readonly Export[] = [
  {
    system: "hubspot",
    entity: "deal",
    text: "Record ID,Deal Name,Deal Stage,Pipeline,Close Date,Create Date,Amount,Deal owner,Associated Company,Associated Company IDs\n11,Gate,closedwon,Sales,2021-03-04 10:00,2021-01-04 10:00,500,Ann,Acme,77\n12,Door,closedlost,Sales,2021-03-05 10:00,2021-01-05 10:00,600,Bob,Acme,77\n",
    fields: { stage: "Deal Stage", account: "Associated Company IDs", owner: "Deal owner", amount: "Amount", closedOn: "Close Date", createdOn: "Create Date" },
  },
  {
    system: "hubspot",
    entity: "deal",
    text: "hs_object_id,dealname,dealstage,closedate,createdate,amount,hubspot_owner_id\n11,Gate,closedwon,2021-03-04T10:00:00Z,2021-01-04T10:00:00Z,500,5\n12,Door,closedlost,2021-03-05T10:00:00Z,2021-01-05T10:00:00Z,600,6\n",
    fields: { stage: "dealstage", owner: "hubspot_owner_id", amount: "amount", createdOn: "createdate" },
  },
  {
    system: "salesforce",
    entity: "deal",
    text: "Opportunity Name,Opportunity ID,Stage,Amount,Close Date,Created Date,Account Name,Opportunity Owner,Lead Source\nGate,006A,Closed Won,500,2021-03-04,2021-01-04,Acme,Ann,Web\nDoor,006B,Closed Lost,600,2021-03-05,2021-01-05,Acme,Bob,Web\n",
    fields: { stage: "Stage", account: "Account Name", owner: "Opportunity Owner", channel: "Lead Source", closedOn: "Close Date" },
  },
  {
    system: "salesforce",
    entity: "deal",
    text: "Id,Name,StageName,Amount,CloseDate,CreatedDate,AccountId,OwnerId,LeadSource,IsWon,IsClosed\n006A,Gate,Closed Won,500,2021-03-04,2021-01-04T10:00:00Z,001,005,Web,true,true\n006B,Door,Closed Lost,600,2021-03-05,2021-01-05T10:00:00Z,001,005,Web,false,true\n",
    fields: { stage: "StageName", account: "AccountId", owner: "OwnerId", createdOn: "CreatedDate" },
  },
  {
    system: "pipedrive",
    entity: "deal",
    text: "Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Organization,Deal - Stage,Deal - Status,Deal - Owner,Deal - Deal created,Deal - Won time,Deal - Lost time\n1,Gate,500,USD,Acme,Demo,Won,Ann,2021-01-04 10:00:00,2021-03-04 10:00:00,\n2,Door,600,USD,Acme,Demo,Lost,Bob,2021-01-05 10:00:00,,2021-03-05 10:00:00\n",
    fields: {
      stage: "Deal - Status+Deal - Stage",
      account: "Deal - Organization",
      closedOn: "Deal - Won time+Deal - Lost time",
      currency: "Deal - Currency of Value",
      amount: "Deal - Value",
    },
  },
  {
    system: "bitrix24",
    entity: "deal",
    text: "ID;Название сделки;Стадия сделки;Сумма;Валюта;Компания;Ответственный;Дата создания;Предполагаемая дата закрытия;Повторная сделка\n1;Домофон;Сделка успешна;1 200,50;RUB;Ромашка;Щукина;14.01.2021 10:00:00;04.03.2021;да\n2;Камера;Сделка провалена;300,00;RUB;Василёк;Ким;15.01.2021 10:00:00;25.03.2021;нет\n",
    fields: {
      stage: "Стадия сделки",
      account: "Компания",
      owner: "Ответственный",
      amount: "Сумма",
      expectedCloseOn: "Предполагаемая дата закрытия",
      isRepeat: "Повторная сделка",
    },
  },
  {
    system: "bitrix24",
    entity: "deal",
    text: "ID,TITLE,STAGE_ID,OPPORTUNITY,CURRENCY_ID,COMPANY_ID,ASSIGNED_BY_ID,DATE_CREATE,CLOSEDATE\n1,Gate,C1:WON,500,RUB,7,5,2021-01-04T10:00:00+03:00,2021-03-04T10:00:00+03:00\n2,Door,C1:LOSE,600,RUB,8,5,2021-01-05T10:00:00+03:00,2021-03-05T10:00:00+03:00\n",
    fields: { stage: "STAGE_ID", account: "COMPANY_ID", owner: "ASSIGNED_BY_ID", amount: "OPPORTUNITY", createdOn: "DATE_CREATE", closedOn: "CLOSEDATE" },
  },
  {
    system: "amocrm",
    entity: "deal",
    text: "ID,Название сделки,Этап сделки,Бюджет ₽,Компания,Основной контакт,Ответственный,Дата создания,Дата закрытия,Воронка\n1,Домофон,Успешно реализовано,500,Ромашка,Иванов,Щукина,14.01.2021 10:00:00,24.03.2021 10:00:00,Продажи\n2,Камера,Переговоры,600,Василёк,Петров,Ким,15.01.2021 10:00:00,не закрыта,Продажи\n3,Камера,Переговоры,600,Василёк,Петров,Ким,15.01.2021 10:00:00,25.03.2021 10:00:00,Продажи\n",
    fields: { stage: "Этап сделки", amount: "Бюджет ₽", account: "Компания", contact: "Основной контакт", pipeline: "Воронка", createdOn: "Дата создания" },
  },
  {
    system: "amocrm",
    entity: "deal",
    text: "id,name,price,status_id,pipeline_id,responsible_user_id,created_at,closed_at\n1,Gate,500,142,9,5,1609754400,1614852000\n2,Door,600,143,9,5,1609840800,1614938400\n",
    fields: { stage: "status_id", amount: "price", owner: "responsible_user_id", createdOn: "created_at", closedOn: "closed_at" },
  },
  {
    system: "zoho",
    entity: "deal",
    text: "Record Id,Deal Name,Stage,Amount,Closing Date,Created Time,Account Name.id,Account Name,Deal Owner.id,Deal Owner,Lead Source\nz1,Gate,Closed Won,500,2021-03-04,2021-01-04 10:00:00,a1,Acme,o1,Ann,Web\nz2,Door,Closed Lost,600,2021-03-05,2021-01-05 10:00:00,a1,Acme,o1,Ann,Web\n",
    fields: { stage: "Stage", account: "Account Name.id", owner: "Deal Owner.id", closedOn: "Closing Date", createdOn: "Created Time" },
  },
  {
    system: "file",
    entity: "deal",
    text: "Номер;Клиент;Менеджер;Сумма;Стадия;Дата создания;Дата закрытия;Скидка\n1;Ромашка;Щукина;1200,50;Выиграна;14.01.2021;24.03.2021;5%\n2;Василёк;Ким;300;Проиграна;15.01.2021;25.03.2021;10%\n",
    fields: { stage: "Стадия", account: "Клиент", owner: "Менеджер", amount: "Сумма", discount: "Скидка" },
  },
  {
    system: "ad-platform",
    entity: "spend",
    text: "date,campaign_id,ad_network_type,impressions,clicks,cost_micros\n2021-02-01,99,SEARCH,166,49,36150000\n2021-02-02,99,SEARCH,100,30,24570000\n",
    fields: { day: "date", campaign: "campaign_id", amount: "cost_micros", channel: "ad_network_type" },
  },
  {
    system: "file",
    entity: "spend",
    text: "Дата;Канал;Статья расходов;Сумма\n14.01.2021;Яндекс;Реклама;1200,50\n15.01.2021;Выставка;Стенд;300000\n",
    fields: { day: "Дата", channel: "Канал", category: "Статья расходов", amount: "Сумма" },
  },
  {
    system: "file",
    entity: "lead",
    text: "Lead ID,Lead Source,Lead Status,Created At,MQL Date,Owner\nL1,Web,New,2021-01-04 10:00,2021-01-05,Ann\nL2,Show,Qualified,2021-01-06 10:00,2021-01-07,Bob\n",
    fields: { channel: "Lead Source", stage: "Lead Status", createdAt: "Created At", qualifiedAt: "MQL Date" },
  },
  {
    system: "file",
    entity: "stage-change",
    text: "Deal ID,From Stage,To Stage,Changed At,Changed By\n1,New,Won,2021-01-04 10:00,Ann\n1,Won,Lost,2021-01-05 10:00,Ann\n",
    fields: { record: "Deal ID", fromStage: "From Stage", toStage: "To Stage", at: "Changed At", by: "Changed By" },
  },
  {
    system: "file",
    entity: "touchpoint",
    text: "Touchpoint ID,Timestamp,Channel,Campaign,Contact ID,Deal ID\n1,2021-01-04 10:00,Email,Spring,c1,d1\n2,2021-01-05 10:00,Show,Spring,c1,d1\n",
    fields: { at: "Timestamp", channel: "Channel", campaign: "Campaign", contact: "Contact ID", deal: "Deal ID" },
  },
  {
    system: "file",
    entity: "plan",
    text: "Показатель;Период;План;Регион\nВыручка;2021-Q1;1000000;Север\nВыручка;2021-Q2;1200000;Север\n",
    fields: { measure: "Показатель", from: "Период", until: "Период", level: "План", region: "Регион" },
  },
  {
    system: "file",
    entity: "currency-rate",
    text: "Дата;Валюта;Курс\n14.01.2021;USD;73,80\n15.01.2021;EUR;89,50\n",
    fields: { day: "Дата", currency: "Валюта", rate: "Курс" },
  },
  {
    system: "file",
    entity: "market-index",
    text: "Month,Market Index,Region\n2021-01-01,100.5,North\n2021-02-01,101.5,North\n",
    fields: { day: "Month", level: "Market Index", region: "Region" },
  },
  {
    system: "file",
    entity: "seller-cost",
    text: "Employee,Month,Salary,Department\nAnn,2021-01,5000,sales\nBob,2021-01,6000,marketing\n",
    fields: { seller: "Employee", from: "Month", until: "Month", amount: "Salary", department: "Department" },
  },
];

describe("an export", () => {
  it.each(exports.map((one) => [`${one.system} ${one.entity}: ${one.text.slice(0, 30)}`, one] as const))(
    "%s is recognised",
    async (_, { system, entity, text, fields }) => {
      const proposal = await proposed(text);
      expect([proposal.mapping.entity, proposal.mapping.source]).toEqual([entity, system]);
      expect(fieldsOf(proposal)).toMatchObject(fields);
      expect(proposal.questions.filter((question) => question.isAmbiguous)).toEqual([]);
      expect(problemsOf(proposal.mapping, [...new Set(text.split("\n")[0]!.split(/[,;]/))])).toEqual([]);
      expect(proposal.confidence).toBeGreaterThan(0.5);
    },
  );

  it("takes the currency that a header names", async () => {
    expect((await proposed("Deal ID,Deal Stage,Amount (EUR)\n1,Won,5\n2,Lost,6\n")).mapping.currency).toBe("EUR");
  });

  it("never takes thousands for single roubles, nor seconds for minutes", async () => {
    expect(fieldsOf(await proposed("ID сделки;Стадия;Сумма, тыс. руб.\n1;Выиграна;5\n2;Отказ;6\n"))).not.toHaveProperty("amount");
    const calls = await proposed("Call ID,Activity Type,Date,Duration (sec)\n1,call,2021-01-04 10:00,60\n2,call,2021-01-05 10:00,30\n", "calls.csv");
    expect(calls.mapping.fields.find((field) => field.field === "minutes")).toMatchObject({ columns: ["Duration (sec)"], by: "seconds" });
  });

  it("puts no column to two fields, and no column to a field that its cells contradict", async () => {
    const proposal = await proposed("Deal ID,Deal Stage,Amount,Close Date,Created Date\n1,Won,5,yes,2021-01-04\n2,Lost,6,no,2021-01-05\n");
    expect(fieldsOf(proposal)).not.toHaveProperty("closedOn");
    const columns = proposal.mapping.fields.flatMap((field) => field.columns);
    expect(new Set(columns).size).toBe(columns.length);
  });

  it("is not taken for anything when nobody could tell what it is", async () => {
    const proposals = proposeMappings(await study("x1,x2,date\n1,2,2021-01-01\n3,4,2021-01-02\n"), context);
    expect(proposals.every((proposal) => proposal.questions.some((question) => question.isAmbiguous))).toBe(true);
  });
});

describe("what is ambiguous", () => {
  const deals = (dates: readonly string[], more = "") => `Deal ID,Deal Stage,Close Date${more}\n${dates.map((date, i) => `${i},Won,${date}`).join("\n")}\n`;

  it("is a column of dates that every row reads both ways; the question shows what each answer means", async () => {
    const proposal = await proposed(deals(["03/04/2021", "05/06/2021"]));
    expect(proposal.questions).toMatchObject([
      {
        code: "date-order",
        field: "closedOn",
        isAmbiguous: true,
        options: [
          { value: "dmy", example: { raw: "03/04/2021", becomes: "2021-04-03" } },
          { value: "mdy", example: { raw: "03/04/2021", becomes: "2021-03-04" } },
        ],
      },
    ]);
  });

  it("is settled by a single row, however late it comes", async () => {
    const early = Array.from({ length: 3_000 }, () => "03/04/2021");
    expect((await proposed(deals([...early, "25/04/2021"]))).mapping.fields.find((field) => field.field === "closedOn")?.dates).toBe("dmy");
    expect((await proposed(deals([...early, "04/25/2021"]))).mapping.fields.find((field) => field.field === "closedOn")?.dates).toBe("mdy");
  });

  it("is no longer asked once answered, and asked again when a later file contradicts the answer", async () => {
    const profile = await study(deals(["03/04/2021", "05/06/2021"]));
    const [proposal] = proposeMappings(profile, context);
    const mapping = answered(proposal!.mapping, proposal!.questions[0]!, 1);
    expect(mapping.fields.find((field) => field.field === "closedOn")).toMatchObject({ dates: "mdy", confirmed: ["date-order"] });
    expect(questionsOf(mapping, profile, context)).toEqual([]);
    expect(questionsOf(mapping, await study(deals(["25/04/2021", "05/06/2021"])), context)).toMatchObject([{ code: "date-order", isAmbiguous: true }]);
  });

  it("is a discount without a percent sign, and a mark that may be decimals or thousands", async () => {
    const discount = await proposed("Deal ID,Deal Stage,Discount\n1,Won,15\n2,Lost,5\n");
    expect(discount.questions).toMatchObject([
      { code: "percent-scale", isAmbiguous: true, options: [{ value: "fraction" }, { value: "percent", example: { raw: "15", becomes: "0.15" } }] },
    ]);
    expect((await proposed("Deal ID,Deal Stage,Discount\n1,Won,0.15\n2,Lost,0.05\n")).questions).toEqual([]);
    const mark = await proposed('Deal ID,Deal Stage,Amount\n1,Won,"1,234"\n2,Lost,"5,678"\n');
    expect(mark.questions).toMatchObject([
      { code: "decimal-mark", isAmbiguous: true, options: [{ example: { becomes: "123400" } }, { example: { becomes: "123" } }] },
    ]);
    expect((await proposed('Deal ID,Deal Stage,Amount\n1,Won,"1,234"\n2,Lost,"5,678.5"\n')).questions).toEqual([]);
  });

  it("is a required field that no column holds, and a sign that several currencies share", async () => {
    const [stageless] = proposeMappings(await study("Deal ID,Deal Name,Amount\n1,Gate,5\n2,Door,6\n"), context, { entity: "deal" });
    expect(stageless!.questions).toMatchObject([{ code: "required-missing", field: "stage", isAmbiguous: true }]);
    expect((await proposed("Deal ID,Deal Stage,Amount\n1,Won,5 kr\n2,Lost,6 kr\n")).questions).toMatchObject([
      { code: "currency-unknown", isAmbiguous: true, details: { sign: "kr" } },
    ]);
  });

  it("is the currency of bare amounts beside amounts in another currency than the workspace's, and none where all or none are signed", async () => {
    const { mapping, questions } = await proposed("Deal ID;Deal Stage;Amount\n1;Won;€1 000\n2;Lost;2 000\n3;Lost;\n");
    expect(questions).toMatchObject([
      { code: "currency-partly", isAmbiguous: true, options: [{ value: "EUR" }, { value: "RUB" }], proposed: null, details: { named: "EUR", unnamed: 1 } },
    ]);
    expect(answered(mapping, questions[0]!, 0).currency).toBe("EUR");
    for (const amounts of ["€1 000;€2 000", "1 000;2 000", "1 000 ₽;2 000"]) {
      const [first, second] = amounts.split(";");
      expect((await proposed(`Deal ID;Deal Stage;Amount\n1;Won;${first}\n2;Lost;${second}\n`)).questions).toEqual([]);
    }
  });

  it("is what a file holds whose columns say little, and less than its name would allow", async () => {
    const asks = async (text: string, fileName?: string) => {
      const [best] = proposeMappings(await study(text), context, fileName === undefined ? {} : { fileName });
      return [best!.mapping.entity, best!.questions.some((question) => question.code === "entity" && question.isAmbiguous)];
    };
    expect(await asks("id,category,status,response\n1,a,436,b\n2,c,512,d\n")).toEqual(["deal", true]);
    const stages = "stage_id,pipeline_id,label,created_at,closed_won\n1,9,New,2024-01-02,false\n2,9,Won,2024-01-02,true\n";
    expect((await asks(stages, "deal_pipeline_stage_data.csv"))[1]).toBe(true);
    const deals = "Deal ID,Deal Name,Deal Stage,Amount,Create Date,Close Date\n1,Gate,Won,5,2024-01-02,2024-02-02\n";
    expect(await asks(deals, "deals.csv")).toEqual(["deal", false]);
    expect((await asks(deals, "tickets.csv"))[1]).toBe(true);
    // Names and columns that disagree: a person decides, unless the columns leave no doubt.
    const ads = "id,name,status,created_time\n1,Spring,ACTIVE,2024-01-02\n2,Autumn,PAUSED,2024-01-03\n";
    expect([await asks(ads, "advertising_campaigns.csv"), await asks(deals, "customers.csv")]).toEqual([
      [expect.any(String), true],
      ["deal", false],
    ]);
    expect(await asks("date,campaign_id,spend,clicks\n2024-01-02,7,5.10,3\n", "pins_campaign_report.csv")).toEqual(["spend", false]);
    expect(await asks("id,cost,name\n1,,Spring\n2,7,Autumn\n", "campaign_data.csv")).toEqual(["campaign", false]);
  });

  it("warns of ids that a spreadsheet has rounded", async () => {
    expect((await proposed("Deal ID,Deal Stage,Amount\n1.24E+09,Won,5\n7,Lost,6\n")).questions).toMatchObject([
      { code: "ids-damaged", isAmbiguous: false, details: { count: 1 } },
    ]);
  });
});

describe("the fingerprint of a file", () => {
  it("is the same for the same headers in another order or dress, and another for others", () => {
    expect(fingerprint(["Deal ID", "Stage"])).toBe(fingerprint(["stage", "deal_id"]));
    expect(fingerprint(["Deal ID", "Stage"])).not.toBe(fingerprint(["Deal ID", "Status"]));
  });
});
