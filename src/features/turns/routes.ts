// Answers about turning points: the list with what people say of it, and each one with its check.
import { type TurnHouse, checkRoutesWith } from "#features/turns/routes/check.ts";
import { pointRoutes } from "#features/turns/routes/points.ts";
import type { Route } from "#http/route.ts";

export const routesWith = (house: TurnHouse): readonly Route[] => [...pointRoutes, ...checkRoutesWith(house)];
