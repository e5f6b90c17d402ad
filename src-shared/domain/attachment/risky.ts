import { extensionOf } from './file-name.ts';

/** Kinds that a system may run, or that may run something in the program that opens them. */
const RUNS = new Set(
  [
    'ade adp apk app appimage appref-ms appx bat bin cab chm cmd com command cpl crx csh deb desktop dll dmg exe',
    'gadget hta inf ins iso img ipa jar jnlp js jse ksh lnk mad maf mam mar mas mat mau mav maw mcf mda mdb mde mdt mdw',
    'mdz msc msh msi msix msp mst ocx one osd pif pkg pl ps1 ps1xml ps2 psc1 psd1 psm1 py pyc pyw reg rpm run scf scpt scr',
    'sct service settingcontent-ms sh shb shs sys terminal theme tmp url vb vbe vbp vbs vhd vhdx vsmacros vsw webloc website',
    'workflow ws wsc wsf wsh xbap xll xnk',
    // Documents that may carry macros, and pages and pictures that may carry scripts.
    'docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm htm html xhtml mht mhtml svg svgz xml xsl xslt swf',
  ]
    .join(' ')
    .split(' '),
);

/** Whether opening a file of this name outside the desk may run something. */
export const isRisky = (name: string): boolean => RUNS.has(extensionOf(name).slice(1).toLowerCase());
