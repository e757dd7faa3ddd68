// What the thread beside answers where a test wants papers of minutes set there, and nothing else.
import { routesWith } from "#features/meeting-room/routes.ts";

export const allRoutes = routesWith([]);
