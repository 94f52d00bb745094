package xlsx

import (
	"strconv"

	"budgetbook/generator/doc"
)

const contentsName = "목차"

// contents writes 목차: what the workbook is, and a link to each sheet.
func (w *writer) contents() error {
	sheets, info := w.plan.listed, w.book.Info
	widths := []float64{10, 30, 60, 10}
	head := 2 + len(info)
	if len(info) > 0 {
		head++
	}
	if err := w.open(contentsName, head+1+len(sheets), widths); err != nil {
		return err
	}
	planned := w.plan.sheets
	lines := make([][]cell, len(sheets))
	for i, s := range sheets {
		name, title, link := s.name, s.title+" (자료가 없어 시트를 두지 않음)", contentsCell
		if s.rows > 0 {
			name, title, link = planned[0].name, s.title, contentsLink
			planned = planned[1:]
			if err := w.file.SetCellHyperLink(contentsName, cellName(head+1+i, 1), quoted(name)+"!A1", "Location"); err != nil {
				return err
			}
		}
		lines[i] = []cell{w.count(i + 1), w.text(name, link), w.text(title, contentsCell), w.count(s.rows)}
	}
	w.rows = append(w.rows, func(out *rows) error {
		out.row(0, 26, w.text(w.book.Title, contentsTitle))
		for i, field := range info {
			out.row(2+i, lineHeight+rowGap, w.text(field.Label, contentsLabel), w.text(field.Value, contentsText))
		}
		var cells []cell
		for _, text := range []string{"번호", "시트", "내용", "행 수"} {
			cells = append(cells, w.text(text, contentsHead))
		}
		out.row(head, lineHeight+rowGap, cells...)
		for i, line := range lines {
			out.row(head+1+i, lineHeight+rowGap, line...)
		}
		return nil
	})
	return w.paper(contentsName, contentsName, layout{})
}

// count is a cell with a number that is no figure.
func (w *writer) count(n int) cell {
	return cell{kind: numberValue, value: strconv.Itoa(n), style: w.styles[contentsNumber]}
}

var (
	contentsTitle  = look{kind: titleCell, bold: true}
	contentsLabel  = look{kind: labelCell, bold: true}
	contentsText   = look{kind: labelCell, align: alignment(doc.Left)}
	contentsHead   = look{kind: headCell, align: alignment(doc.Center), bold: true}
	contentsNumber = look{align: alignment(doc.Center), format: format{kind: countFormat}}
	contentsCell   = look{wrap: true}
	contentsLink   = look{kind: linkCell}
)
