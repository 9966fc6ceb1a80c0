import { decodeText } from '../../core/message-text';
import { capText, cleanText } from '../../core/page-text';
import { parseTypedData } from '../../core/typed-data';
import type { Hex } from '../../core/hex';
import type { RequestView } from '../../protocol/ui';
import { formatAmount, shortAddress } from '../../ui/format-amount';
import { useT } from '../../ui/language';
import type { Translate } from '../../ui/translate';
