// The drivers that a shortfall is split into, in the order of the way from market to money, and whose each one is unless agreed otherwise.
import type { Owner } from "#facts/department.ts";

/**
 * market: size of the market from an outside index; lead-volume: leads due to close, per unit of market; lead-quality: what such leads were worth
 * at the reference's conversion; acceptance, qualification, win-rate: conversion at equal quality; deal-volume and deal-quality: the same as volume
 * and quality for deals that came without a lead (repeat orders, or all deals where leads are not recorded); timing: closed in the period against due
 * in it (slipped in or out); product-mix: shares of products among won deals; deal-size: units a deal; list-price: list value a unit; discount;
 * cost: cost a unit (only of margin); plan-ambition: what the plan asks beyond the reference's levels (only against a plan).
 */
export const drivers = [
  "market",
  "lead-volume",
  "lead-quality",
  "acceptance",
  "qualification",
  "deal-volume",
  "deal-quality",
  "timing",
  "win-rate",
  "product-mix",
  "deal-size",
  "list-price",
  "discount",
  "cost",
  "plan-ambition",
] as const;
export type Driver = (typeof drivers)[number];

export const driverCount = drivers.length;

/** Place of a driver in `drivers`. */
export const placeOf = Object.fromEntries(drivers.map((driver, place) => [driver, place])) as Readonly<Record<Driver, number>>;

/** Where nobody has agreed otherwise. Acceptance, qualification and win rate are taken at equal quality, so they are what sales does with what it gets. */
export const defaultOwners: Readonly<Record<Driver, Owner>> = {
  market: "market",
  "lead-volume": "marketing",
  "lead-quality": "marketing",
  acceptance: "sales",
  qualification: "sales",
  "deal-volume": "joint",
  "deal-quality": "joint",
  timing: "joint",
  "win-rate": "sales",
  "product-mix": "joint",
  "deal-size": "joint",
  "list-price": "management",
  discount: "sales",
  cost: "management",
  "plan-ambition": "management",
};

export type Owners = Readonly<Partial<Record<Driver, Owner>>>;

/** The owner of a driver: as agreed, else by default. */
export function ownerOf(driver: Driver, agreed: Owners = {}): Owner {
  return agreed[driver] ?? defaultOwners[driver];
}
