package xlsx

import (
	"github.com/xuri/excelize/v2"

	"budgetbook/generator/doc"
)

// A chart stands beside the table of its figures and is drawn over the cells of that table, so
// that it follows them. Greys and edges tell the bars apart on black and white paper.

const (
	chartWidth   = 560 // pixels
	chartRow     = 22  // pixels for a bar
	chartLeast   = 220
	chartRows    = 12 // rows of the worksheet that the least chart covers
	defaultPixel = 20 // height of a row as excelize counts it

	defaultColumn = 64 // width of a column, in pixels, that nobody has set
)

var chartFills = []string{"404040", "BFBFBF", "808080"}

// room is the number of rows that a table and its chart take.
func room(c *doc.Chart) int {
	return max(chartRows, chartHeight(c)/defaultPixel+1)
}

func chartHeight(c *doc.Chart) int {
	return max(chartLeast, 80+chartRow*len(c.Bars)*len(c.Series))
}

// charts draws the charts of a sheet. Excelize wants them before the rows are flushed.
func (w *writer) charts(s *sheetPlan) error {
	for i, c := range s.Charts {
		if err := w.chart(s, s.tables[len(s.Tables)+i], c); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) chart(s *sheetPlan, t *tablePlan, c *doc.Chart) error {
	sheet := quoted(s.name) + "!"
	first, last := t.top+len(t.Head), t.top+t.height()-1
	column := func(col int) string { return sheet + absolute(first, col) + ":" + absolute(last, col) }
	edge := excelize.LineOptions{Type: excelize.LineSolid, Width: 0.75, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"000000"}}}
	var series []excelize.ChartSeries
	for i := range c.Series {
		series = append(series, excelize.ChartSeries{
			Name:       sheet + absolute(first-1, i+1),
			Categories: column(0), Values: column(i + 1), Line: edge,
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{chartFills[i%len(chartFills)]}},
		})
	}
	legend := excelize.ChartLegend{Position: "none"}
	if len(series) > 1 {
		legend.Position = "bottom"
	}
	gap := uint(50)
	black := excelize.Font{Size: 9, Color: "000000"}
	return w.file.AddChart(s.name, cellName(t.top, s.width+1), &excelize.Chart{
		Type: excelize.Bar, Series: series, Legend: legend, GapWidth: &gap,
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.Caption, Font: &excelize.Font{Size: 11, Bold: true, Color: "000000"}}}},
		Format:    excelize.GraphicOptions{AltText: c.Alt, Positioning: "oneCell"},
		Dimension: excelize.ChartDimension{Width: chartWidth, Height: uint(chartHeight(c))},
		XAxis:     excelize.ChartAxis{ReverseOrder: true, Font: black},
		YAxis:     excelize.ChartAxis{None: true},                // every bar says its own figure
		Border:    excelize.LineOptions{Type: excelize.LineNone}, // LibreOffice writes the longest bar's figure over it
		PlotArea:  excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0"}},
	})
}
