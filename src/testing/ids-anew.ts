// Before each file of tests: builders number their facts from one again, whatever ran before in the same process. Draws go by ids, so else a test's luck hung on its neighbours.
import { numberAnew } from "#testing/builders.ts";

numberAnew();
