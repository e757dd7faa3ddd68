// Proposes, for each stage name of a source, which of our stages it is; a person confirms.
import type { Stage } from "#facts/stage.ts";

import { knownStages, stageWords } from "#intake/stages/words.ts";
import type { StageProposal } from "#intake/types.ts";

/**
 * One proposal for each distinct name, in the order given. `source` is the mapping's source ('hubspot'); for deals a name that means
 * a mere lead is raised to an accepted one, since sales already works a deal.
 */
export function proposeStages(source: string, stages: readonly string[], recordKind: "deal" | "lead" = "deal"): StageProposal[] {
  return [...new Set(stages)].map((sourceStage) => {
    const proposal = oneStage(source, sourceStage);
    return recordKind === "deal" && proposal.stage === "lead" ? raised(proposal) : proposal;
  });
}

function raised(proposal: StageProposal): StageProposal {
  return { ...proposal, stage: "sales-accepted", confidence: proposal.confidence * 0.8 };
}

/** Whether a status says that the deal is over ('won', 'Lost', 'Проиграна'), and how. */
export function outcomeOf(text: string): "won" | "lost" | null {
  const { stage, confidence } = oneStage("file", text);
  return (stage === "won" || stage === "lost") && confidence >= 0.85 ? stage : null;
}

function oneStage(source: string, sourceStage: string): StageProposal {
  const plain = sourceStage.trim().toLowerCase().replaceAll("ё", "е");
  // Bitrix24 writes the pipeline before the stage: 'C1:WON', 'DT1024_3:SUCCESS'.
  const bare = plain.replace(/^(?:c\d+|dt\d+_\d+):/, "");
  const own = lookUp(knownStages[source], plain, bare);
  if (own) return { sourceStage, stage: own, confidence: 0.98, reason: "known-in-source" };
  for (const known of Object.values(knownStages)) {
    const other = lookUp(known, plain, bare);
    // Bare numbers mean something in their own system only.
    if (other && !/^\d+$/.test(bare)) return { sourceStage, stage: other, confidence: 0.9, reason: "known-word" };
  }
  const word = stageWords.find(([pattern]) => pattern.test(bare.replaceAll("_", " ")));
  if (word) return { sourceStage, stage: word[1], confidence: word[2], reason: "known-word" };
  return { sourceStage, stage: null, confidence: 0, reason: "unknown" };
}

function lookUp(known: Readonly<Record<string, Stage>> | undefined, ...names: string[]): Stage | null {
  for (const name of names) if (known && Object.hasOwn(known, name)) return known[name]!;
  return null;
}
