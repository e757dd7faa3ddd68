// What a spreadsheet writes where a formula failed: '#DIV/0!', '#Н/Д', or a row of '####' where a column was too narrow to be saved.

/** Ours, for a formula that nobody ever calculated: whoever wrote the workbook could not, and no spreadsheet has saved it since. */
export const notCalculated = "#NOT-CALCULATED";

const marks = new Set([
  notCalculated,
  "#N/A",
  "#NULL!",
  "#DIV/0!",
  "#VALUE!",
  "#REF!",
  "#NAME?",
  "#NUM!",
  "#SPILL!",
  "#CALC!",
  "#FIELD!",
  "#BLOCKED!",
  "#CONNECT!",
  "#BUSY!",
  "#UNKNOWN!",
  "#PYTHON!",
  "#GETTING_DATA",
  "#ERROR!",
  "#Н/Д",
  "#ПУСТО!",
  "#ДЕЛ/0!",
  "#ЗНАЧ!",
  "#ССЫЛКА!",
  "#ИМЯ?",
  "#ЧИСЛО!",
  "#ПЕРЕНОС!",
  "#ВЫЧИСЛ!",
]);
const longestMark = notCalculated.length;
const hash = 35;

/** Whether a trimmed text is an error of a spreadsheet (Excel, Google Sheets, LibreOffice; English or Russian), whole and nothing else. */
export function isErrorMark(text: string): boolean {
  if (text.charCodeAt(0) !== hash) return isLibreMark(text);
  if (text.length > longestMark) return /^#+$/.test(text);
  return marks.has(text) || marks.has(text.toUpperCase()) || /^#{3,}$/.test(text);
}

/** LibreOffice numbers its errors: 'Err:502', 'Ошибка:502'. */
function isLibreMark(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first !== 69 && first !== 1054) return false;
  return text.length <= 10 && /^(?:Err|Ошибка):5\d\d$/.test(text);
}
