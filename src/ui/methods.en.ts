// How each figure is worked out, in a sentence, by the name its papers give (a page of docs/methods).
export const words = {
  "average-deal": "Revenue divided by the number of won deals that have an amount.",
  "change-and-goals": "The later level less the earlier one; each side's uncertainty is read from its own range.",
  "cost-per-deal": "Costs of the time in which the won deals were worked on, divided by their number.",
  "deal-counts": "Deals counted by the day they closed or were created; the range is what another period like it would bring (Poisson).",
  discount: "One minus the sum of amounts over the sum of list prices, of won deals that have both.",
  funnel: "Of those old enough to be judged, the share that reached the next step (Wilson's range).",
  "journey-credit": "Credit for won deals shared out among the channels that touched the buyer, by a named rule.",
  "journey-credit-audit": "How often a rule gives most credit to the channel that people named for a deal drawn by lot.",
  lmdi: "The difference split by logarithmic means of each factor (LMDI).",
  "promotion-cost": "The sum of spend that counts as promotion by agreement, on its own days.",
  revenue: "The sum of amounts of deals won; its range allows for how many deals there are and how large (gamma interval).",
  shortfall: "Each part is a driver's fair share of the difference (Shapley value); ranges by drawing the records again.",
  trust: "Records that show a fault, out of those that could.",
  "until-closed": "Days by which half of the deals are closed, with open deals counted as still going (Kaplan and Meier).",
  "win-rate": "Won deals out of those won or lost, by the day they closed (Wilson's range).",
  "won-cycle": "Days from the agreed start to the close of won deals; the range lies between two of the ordered values themselves.",
} as const;
