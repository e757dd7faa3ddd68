// Answers about joint projects: begun, moved, planned part by part, told with what the records say.
import { money } from "#features/projects/routes/budget.ts";
import { reading } from "#features/projects/routes/reading.ts";
import { readiness } from "#features/projects/routes/readiness.ts";
import { staff } from "#features/projects/routes/staff.ts";
import { doing } from "#features/projects/routes/tasks.ts";
import { whole } from "#features/projects/routes/whole.ts";
import type { Route } from "#http/route.ts";

export const routes: Route[] = [...reading, ...whole, ...money, ...staff, ...doing, ...readiness];
