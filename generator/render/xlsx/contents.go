package xlsx

import "budgetbook/generator/doc"

const contentsName = "목차"

// contents writes 목차: what the workbook is, and a link to each sheet.
func (w *writer) contents() error {
	sheets, info := w.book.Sheets, w.book.Info
	widths := []float64{10, 30, 60, 10}
	head := 2 + len(info)
	if len(info) > 0 {
		head++
	}
	out, err := w.open(contentsName, head+1+len(sheets), widths)
	if err != nil {
		return err
	}
	styles := map[look]int{}
	for _, l := range []look{contentsTitle, contentsLabel, contentsText, contentsHead, contentsNumber, contentsCell, contentsLink} {
		if styles[l], err = w.style(l); err != nil {
			return err
		}
	}
	if err := out.row(0, 26, w.cell("", w.book.Title, styles[contentsTitle])); err != nil {
		return err
	}
	for i, field := range info {
		if err := out.row(2+i, lineHeight+rowGap, w.cell("", field.Label, styles[contentsLabel]),
			w.cell("", field.Value, styles[contentsText])); err != nil {
			return err
		}
	}
	var cells []any
	for _, text := range []string{"번호", "시트", "내용", "행 수"} {
		cells = append(cells, w.cell("", text, styles[contentsHead]))
	}
	if err := out.row(head, lineHeight+rowGap, cells...); err != nil {
		return err
	}
	planned := w.plan.sheets
	for i, s := range sheets {
		row, name, title, link := head+1+i, s.Name, s.Title+" (자료가 없어 시트를 두지 않음)", contentsCell
		if !s.empty() {
			name, title, link = planned[0].name, s.Title, contentsLink
			planned = planned[1:]
			if err := w.file.SetCellHyperLink(contentsName, cellName(row, 1), quoted(name)+"!A1", "Location"); err != nil {
				return err
			}
		}
		if err := out.row(row, lineHeight+rowGap, w.cell("", i+1, styles[contentsNumber]),
			w.cell("", name, styles[link]), w.cell("", title, styles[contentsCell]),
			w.cell("", s.rows(), styles[contentsNumber])); err != nil {
			return err
		}
	}
	if err := w.paper(contentsName, contentsName, false); err != nil {
		return err
	}
	return out.Flush()
}

var (
	contentsTitle  = look{kind: titleCell, bold: true}
	contentsLabel  = look{kind: labelCell, bold: true}
	contentsText   = look{kind: labelCell, align: alignment(doc.Left)}
	contentsHead   = look{kind: headCell, align: alignment(doc.Center), bold: true}
	contentsNumber = look{align: alignment(doc.Center), format: "#,##0"}
	contentsCell   = look{wrap: true}
	contentsLink   = look{kind: linkCell}
)
