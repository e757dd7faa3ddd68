// One theme for every screen: an ink blue that belongs to no side, five sizes of type, two weights, an eight-pixel grid.
import { type CSSVariablesResolver, type MantineColorsTuple, createTheme } from "@mantine/core";

const ink: MantineColorsTuple = ["#eef3f8", "#dce6f0", "#b9cde1", "#92b2d1", "#6f9ac3", "#4c81b3", "#36699b", "#28547f", "#1d4165", "#142f4a"];
/** The greys of fields and switches: from the fourth on they stand out 3 to 1 from the sheet. */
const gray: MantineColorsTuple = ["#f7f6f3", "#f1efea", "#e6e3dc", "#d9d6cf", "#8f8b82", "#7d7970", "#66635c", "#4d4b46", "#35332f", "#211f1d"];
const night: MantineColorsTuple = ["#e9eaec", "#c9ccd1", "#a9adb5", "#858a94", "#6f7682", "#3d434d", "#2c313a", "#20242b", "#171a20", "#101216"];

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 6 },
  colors: { ink, gray, dark: night },
  white: "#ffffff",
  black: "#1d2025",
  fontFamily: "'Inter Variable', 'Inter fallback', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'DejaVu Sans Mono', Menlo, monospace",
  fontSizes: { xs: "0.75rem", sm: "0.875rem", md: "1rem", lg: "1.25rem", xl: "1.75rem" },
  lineHeights: { xs: "1.35", sm: "1.45", md: "1.5", lg: "1.4", xl: "1.25" },
  fontWeights: { regular: "400", medium: "600", bold: "600" },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "1.75rem", lineHeight: "1.2" },
      h2: { fontSize: "1.25rem", lineHeight: "1.3" },
      h3: { fontSize: "1rem", lineHeight: "1.4" },
      h4: { fontSize: "0.875rem", lineHeight: "1.45" },
    },
  },
  spacing: { xs: "0.25rem", sm: "0.5rem", md: "1rem", lg: "1.5rem", xl: "2rem" },
  radius: { xs: "2px", sm: "4px", md: "6px", lg: "10px", xl: "16px" },
  defaultRadius: "md",
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    Text: { defaultProps: { size: "sm" } },
    Anchor: { defaultProps: { size: "sm", underline: "always" } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 100 }, multiline: true, maw: 320, withArrow: false } },
    Modal: { defaultProps: { transitionProps: { duration: 120, transition: "fade" }, centered: true, radius: "lg" } },
    Drawer: { defaultProps: { transitionProps: { duration: 140 }, position: "right" } },
    Menu: { defaultProps: { transitionProps: { duration: 80 }, shadow: "md" } },
    Popover: { defaultProps: { transitionProps: { duration: 80 }, shadow: "md" } },
    Select: { defaultProps: { comboboxProps: { transitionProps: { duration: 80 } }, allowDeselect: false } },
  },
});

/** The few colours that Mantine's own choice leaves under AA contrast, and our surfaces. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#f8f7f4",
    "--mantine-color-dimmed": "#5a5f68",
    "--mantine-color-placeholder": "#6a6f78",
    "--mantine-color-default-border": "#d9d6cf",
    "--mantine-color-anchor": "#28547f",
    "--mantine-color-error": "#b3261e",
  },
  dark: {
    "--mantine-color-body": "#14161b",
    "--mantine-color-text": "#e4e6e9",
    "--mantine-color-dimmed": "#a0a5ae",
    "--mantine-color-placeholder": "#8d939d",
    "--mantine-color-default-border": "#363b45",
    "--mantine-color-anchor": "#92b2d1",
    "--mantine-color-error": "#ff8a80",
    // Quiet buttons and notes: lighter than the sheet, where Mantine's own are darker than it and look like holes.
    "--mantine-color-ink-light": "#22384e",
    "--mantine-color-ink-light-hover": "#29435d",
    "--mantine-color-gray-light": "#23272f",
    "--mantine-color-gray-light-hover": "#2c313a",
  },
});
