// The fields that say what a member is: role and, where the role leaves it open, department.
import { Select } from "#ui/select.tsx";

import { type Department, type Role, departments, roles } from "#facts/department.ts";
import { useWords } from "#ui/language.ts";
import type { words as kitWords } from "#ui/words.en.ts";

import { departmentWith } from "#features/members/access.ts";
import type { words } from "#features/members/words.en.ts";

export interface RoleFieldsProps {
  readonly role: Role;
  readonly department: Department | null;
  readonly onChange: (role: Role, department: Department | null) => void;
}

export function RoleFields({ role, department, onChange }: RoleFieldsProps) {
  const t = useWords<typeof words>("members");
  const kit = useWords<typeof kitWords>("kit");
  const own = departmentWith(role);
  return (
    <>
      <Select
        label={t("role")}
        description={t(`role-${role}-words`)}
        data={roles.map((each) => ({ value: each, label: kit(`role-${each}`) }))}
        value={role}
        onChange={(value) => value !== null && onChange(value, departmentWith(value) ?? department)}
      />
      <Select
        label={t("department")}
        disabled={own !== null}
        data={[{ value: "none", label: t("no-department") }, ...departments.map((each) => ({ value: each, label: t(`department-${each}`) }))]}
        value={own ?? department ?? "none"}
        onChange={(value) => onChange(role, value === null || value === "none" ? null : value)}
      />
    </>
  );
}
